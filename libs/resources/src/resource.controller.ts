import { Delete, HttpCode, Inject, Param, Patch, Post, type Type } from '@nestjs/common';
import {
  atomicResource,
  Conditional,
  DeletedCount,
  DeletionQuery,
  Idempotent,
  ResourceAttributes,
  type ResourceDefinition,
  type ResourceRepository,
  ResourceSelection,
} from '#json-api';
import { AccessTokenVerifier, Caller, RequireScope } from '#oauth';
import { AtomicResources } from './atomic-resources.js';
import type { AuditedResources } from './audited-resources.js';
import { ReadingController } from './read-only.controller.js';
import { scopesOf } from './resource-scopes.js';

interface StandardResource<Entity extends { id: string }, Attributes extends object> {
  service: Type<AuditedResources<Entity, Attributes>>;

  /** The input classes of POST and PATCH. */
  create: Type<Attributes>;
  update: Type<Partial<Attributes>>;
}

/**
 * Returns a controller with the routes of a standard resource, at the path of its definition:
 *
 *     export class RolesController extends ResourceController(roleResource, {
 *       service: Roles, create: CreateRole, update: UpdateRole }) {}
 *
 * Its scopes are `<type>:read` and `<type>:write`. The resource also takes part in atomic operations. A
 * controller has further routes in its class. An override repeats the decorators of the route.
 */
export function ResourceController<Entity extends { id: string }, Attributes extends object>(
  definition: ResourceDefinition,
  { service, create, update }: StandardResource<Entity, Attributes>,
) {
  const { read, write } = scopesOf(definition);

  class StandardController extends ReadingController<Entity>(definition, read) {
    readonly rows: ResourceRepository<Entity>;

    constructor(
      @Inject(service) readonly resources: AuditedResources<Entity, Attributes>,
      @Inject(AtomicResources) atomic: AtomicResources,
      @Inject(AccessTokenVerifier) verifier: AccessTokenVerifier,
    ) {
      super();
      this.rows = resources.repository;
      atomic.add({
        type: definition.type,
        scope: write,
        build: (relationships) =>
          atomicResource(definition, {
            allow: (caller: Caller) => verifier.require(caller, write),
            add: {
              input: create,
              run: async (attributes, { administrator }) =>
                resources.create(attributes, administrator),
            },
            update: {
              input: update,
              run: async ({ id, attributes }, { administrator }) =>
                resources.update(id, attributes, administrator),
            },
            remove: async (id, { administrator }) => resources.delete(id, administrator),
            relationships,
          }),
      });
    }

    @Post()
    @Idempotent()
    @RequireScope(write)
    async create(
      @ResourceAttributes(definition, create) attributes: Attributes,
      @ResourceSelection(definition) selection: ResourceSelection,
      @Caller() { administrator }: Caller,
    ) {
      return this.rows.document(await this.resources.create(attributes, administrator), selection);
    }

    @Patch(':id')
    @Conditional(definition)
    @RequireScope(write)
    async update(
      @Param('id') id: string,
      @ResourceAttributes(definition, update) attributes: Partial<Attributes>,
      @ResourceSelection(definition) selection: ResourceSelection,
      @Caller() { administrator }: Caller,
    ) {
      const row = await this.resources.update(id, attributes, administrator);
      return this.rows.document(row, selection);
    }

    @Delete()
    @HttpCode(204)
    @DeletedCount()
    @RequireScope({ allOf: [read, write] })
    async deleteMatching(
      @DeletionQuery(definition) query: DeletionQuery,
      @Caller() { administrator }: Caller,
    ): Promise<number> {
      return this.resources.deleteMatching(query, administrator);
    }

    @Delete(':id')
    @Conditional(definition)
    @HttpCode(204)
    @RequireScope(write)
    async delete(
      @Param('id') id: string,
      @ResourceSelection(definition) _selection: ResourceSelection, // rejects all other parameters
      @Caller() { administrator }: Caller,
    ): Promise<void> {
      await this.resources.delete(id, administrator);
    }
  }
  return StandardController;
}
