import {
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  type Type,
  UseGuards,
} from '@nestjs/common';
import {
  AtomicResources,
  Conditional,
  DeletedCount,
  DeletionQuery,
  Idempotent,
  JsonApi,
  ResourceAttributes,
  type ResourceDefinition,
  ResourceQuery,
  type ResourceRepository,
  ResourceSelection,
} from '#json-api';
import { AccessTokenGuard, Caller, CallerScopes, RequireScope } from '#oauth';
import { auditedOperations } from './audited-operations.js';
import type { AuditedResources } from './audited-resources.js';
import { scopesOf, type ResourceScopes } from './resource-scopes.js';

interface StandardResource<Entity extends { id: string }, Attributes extends object> {
  service: Type<AuditedResources<Entity, Attributes>>;

  /** The input classes of POST and PATCH. */
  create: Type<Attributes>;
  update: Type<Partial<Attributes>>;

  /** The default is `<type>:read` and `<type>:write`. */
  scopes?: ResourceScopes;
}

/**
 * Returns a controller with the routes of a standard resource, at the path of its definition:
 *
 *     export class RolesController extends ResourceController(roleResource, {
 *       service: Roles, create: CreateRole, update: UpdateRole }) {}
 *
 * The resource also takes part in atomic operations. A controller with further routes has them in
 * its class, and overrides the methods that differ.
 */
export function ResourceController<Entity extends { id: string }, Attributes extends object>(
  definition: ResourceDefinition & { path: string },
  { service, create, update, scopes }: StandardResource<Entity, Attributes>,
) {
  const { read, write } = scopes ?? scopesOf(definition);

  @Controller(definition.path)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  class StandardController {
    readonly rows: ResourceRepository<Entity>;

    constructor(
      @Inject(service) readonly resources: AuditedResources<Entity, Attributes>,
      @Inject(AtomicResources) atomic: AtomicResources<Caller>,
      @Inject(CallerScopes) callerScopes: CallerScopes,
    ) {
      this.rows = resources.repository;
      const allow = (caller: Caller) => callerScopes.require(caller, write);
      atomic.add(auditedOperations(definition, { service: resources, add: create, update, allow }));
    }

    @Get()
    @RequireScope(read)
    async list(@ResourceQuery(definition) query: ResourceQuery) {
      return this.rows.collection(query);
    }

    @Get(':id')
    @RequireScope(read)
    async read(
      @Param('id') id: string,
      @ResourceSelection(definition) selection: ResourceSelection,
    ) {
      return this.rows.document(id, selection);
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
