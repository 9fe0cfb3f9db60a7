import type { Type } from '@nestjs/common';
import { atomicResource, type ResourceDefinition } from '#json-api';
import type { Caller } from '#oauth';
import type { AuditedResources } from './audited-resources.js';

interface Operations<Entity extends { id: string }, Attributes extends object> {
  service: AuditedResources<Entity, Attributes>;

  /** The input classes of POST and PATCH. */
  add: Type<Attributes>;
  update: Type<Partial<Attributes>>;

  /** Throws when the caller may not change these resources. */
  allow: (caller: Caller) => void;
}

/** What atomic operations do with the resources of a service: what single requests do. */
export function auditedOperations<Entity extends { id: string }, Attributes extends object>(
  definition: ResourceDefinition,
  { service, add, update, allow }: Operations<Entity, Attributes>,
): ReturnType<typeof atomicResource<Caller, Attributes, Partial<Attributes>>> {
  return atomicResource(definition, {
    allow,
    add: {
      input: add,
      run: async (attributes, { administrator }: Caller) =>
        service.create(attributes, administrator),
    },
    update: {
      input: update,
      run: async ({ id, attributes }, { administrator }) =>
        service.update(id, attributes, administrator),
    },
    remove: async (id, { administrator }) => service.delete(id, administrator),
  });
}
