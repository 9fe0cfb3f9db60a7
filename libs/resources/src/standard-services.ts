import type { AuditLog } from '#audit';
import type { ResourceDefinition, ResourceRepository } from '#json-api';
import type { Side } from '#oauth';
import { AuditedResources } from './audited-resources.js';

type MakeRepository = <Entity extends { id: string }>(
  definition: ResourceDefinition,
) => ResourceRepository<Entity>;

/** Makes the services of resources that have no rules besides those of their definition. */
export class StandardServices {
  constructor(
    private readonly side: Side,
    private readonly audit: AuditLog,
    private readonly repositoryOf: MakeRepository,
  ) {}

  /** Returns a service. The events of the noun `role` are `role.created` and so on. */
  of<Entity extends { id: string }, Attributes extends object>(
    definition: ResourceDefinition,
    noun: string,
  ): AuditedResources<Entity, Attributes> {
    const kind = { noun, type: definition.type, side: this.side };
    return new AuditedResources(this.repositoryOf<Entity>(definition), this.audit, kind);
  }
}
