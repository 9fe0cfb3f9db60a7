import { Delete, HttpCode, Inject, Param, Patch, Post, type Type } from '@nestjs/common';
import { PartialType } from '@nestjs/mapped-types';
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
import { StandardServices } from './standard-services.js';

export type StandardResource<Entity extends { id: string }, Attributes extends object> = {
  /** The input class of POST. That of PATCH has the same attributes, all of them optional. */
  create: Type<Attributes>;
} & (
  | { service: Type<AuditedResources<Entity, Attributes>>; noun?: undefined }
  /** For a resource without rules of its own: `price-list` in the audit event `price-list.created`. */
  | { noun: string; service?: undefined }
);

/** Returns a controller with the routes that `ResourceController` describes, except for relationships. */
export function standardController<Entity extends { id: string }, Attributes extends object>(
  definition: ResourceDefinition,
  { service, noun, create }: StandardResource<Entity, Attributes>,
) {
  const { read, write } = scopesOf(definition);
  const update = updateClassOf(create);
  const resource = { definition, readScope: read, written: { scope: write, create } };

  class StandardController extends ReadingController<ResourceRepository<Entity>>(resource) {
    readonly resources: AuditedResources<Entity, Attributes>;
    readonly rows: ResourceRepository<Entity>;

    constructor(
      @Inject(service ?? StandardServices)
      services: StandardServices | AuditedResources<Entity, Attributes>,
      @Inject(AtomicResources) atomic: AtomicResources,
      @Inject(AccessTokenVerifier) verifier: AccessTokenVerifier,
    ) {
      super();
      const resources =
        services instanceof StandardServices
          ? services.of<Entity, Attributes>(definition, noun!)
          : services;
      this.resources = resources;
      this.rows = resources.repository;
      atomic.add({
        type: definition.type,
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

/** Returns the input class of PATCH, with the name that the OpenAPI document shows: `UpdateRole`. */
function updateClassOf<Attributes extends object>(create: Type<Attributes>) {
  const name = create.name.replace(/^Create/, 'Update');
  const update = PartialType(create) as Type<Partial<Attributes>>;
  return Object.defineProperty(update, 'name', { value: name });
}
