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
  JsonApi,
  RelationshipQuery,
  type ResourceDefinition,
  ResourceIdentifiers,
  ResourceQuery,
  type ResourceRepository,
} from '#json-api';
import {
  AccessTokenGuard,
  AccessTokenVerifier,
  type Administrator,
  Caller,
  RequireScope,
} from '#oauth';
import { AtomicResources } from './atomic-resources.js';
import { scopesOf } from './resource-scopes.js';

/** Changes the members of a to-many relationship, each time with an event of the audit trail. */
export interface ToManyService {
  add(id: string, memberIds: string[], administrator: Administrator): Promise<unknown>;
  replace(id: string, memberIds: string[], administrator: Administrator): Promise<unknown>;
  remove(id: string, memberIds: string[], administrator: Administrator): Promise<unknown>;
}

interface Members {
  id: string;
  ids: string[];
}

interface ToManyRelationship<Entity extends { id: string }> {
  name: string;
  related: ResourceDefinition;
  service: Type<ToManyService>;

  /** The repository of the resource that has the relationship. */
  repository: Type<ResourceRepository<Entity>>;
}

/**
 * Returns a controller with the routes of a to-many relationship (jsonapi.org 1.1, "Updating To-Many
 * Relationships"). A change needs the write scope of the related type. The relationship also takes
 * part in atomic operations.
 */
export function ToManyController<Entity extends { id: string }>(
  definition: ResourceDefinition,
  { name, related, service, repository }: ToManyRelationship<Entity>,
) {
  const { type, idType } = related;
  const { write } = scopesOf(related);
  const bothRead = { allOf: [scopesOf(definition).read, scopesOf(related).read] };
  const linkage = `relationships/${name}`;

  @Controller(`${definition.path}/:id`)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  class RelationshipController {
    constructor(
      @Inject(service) readonly members: ToManyService,
      @Inject(repository) readonly rows: ResourceRepository<Entity>,
      @Inject(AtomicResources) atomic: AtomicResources,
      @Inject(AccessTokenVerifier) verifier: AccessTokenVerifier,
    ) {
      const relationship = {
        allow: (caller: Caller) => verifier.require(caller, write),
        type,
        idType,
        add: async ({ id, ids }: Members, { administrator }: Caller) =>
          members.add(id, ids, administrator),
        update: async ({ id, ids }: Members, { administrator }: Caller) =>
          members.replace(id, ids, administrator),
        remove: async ({ id, ids }: Members, { administrator }: Caller) =>
          members.remove(id, ids, administrator),
      };
      atomic.addRelationship(definition.type, { [name]: relationship });
    }

    @Get(name)
    @RequireScope(bothRead)
    async related(@Param('id') id: string, @ResourceQuery(related) query: ResourceQuery) {
      return this.rows.relatedCollection(id, name, query);
    }

    @Get(linkage)
    @RequireScope(bothRead)
    async list(@Param('id') id: string, @RelationshipQuery(definition, name) query: ResourceQuery) {
      return this.rows.relationshipCollection(id, name, query);
    }

    @Post(linkage)
    @HttpCode(200)
    @RequireScope(write)
    async add(
      @Param('id') id: string,
      @ResourceIdentifiers(type, { idType }) memberIds: string[],
      @RelationshipQuery(definition, name) query: ResourceQuery,
      @Caller() { administrator }: Caller,
    ) {
      await this.members.add(id, memberIds, administrator);
      return this.rows.relationshipCollection(id, name, query);
    }

    @Patch(linkage)
    @RequireScope(write)
    async replace(
      @Param('id') id: string,
      @ResourceIdentifiers(type, { idType }) memberIds: string[],
      @RelationshipQuery(definition, name) query: ResourceQuery,
      @Caller() { administrator }: Caller,
    ) {
      await this.members.replace(id, memberIds, administrator);
      return this.rows.relationshipCollection(id, name, query);
    }

    @Delete(linkage)
    @RequireScope(write)
    async remove(
      @Param('id') id: string,
      @ResourceIdentifiers(type, { idType }) memberIds: string[],
      @RelationshipQuery(definition, name) query: ResourceQuery,
      @Caller() { administrator }: Caller,
    ) {
      await this.members.remove(id, memberIds, administrator);
      return this.rows.relationshipCollection(id, name, query);
    }
  }
  return RelationshipController;
}
