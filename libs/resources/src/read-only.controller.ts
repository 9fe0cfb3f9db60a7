import { Controller, Get, Inject, Param, type Type, UseGuards } from '@nestjs/common';
import {
  JsonApi,
  type ResourceDefinition,
  ResourceQuery,
  type ResourceRepository,
  ResourceSelection,
} from '#json-api';
import { AccessTokenGuard, RequireScope } from '#oauth';
import { scopesOf } from './resource-scopes.js';

/** Returns a controller for a resource that callers only read: a list and single resources. */
export function ReadOnlyController<Entity extends { id: string }>(
  definition: ResourceDefinition & { path: string },
  repository: Type<ResourceRepository<Entity>>,
  { read } = scopesOf(definition),
) {
  @Controller(definition.path)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  class ReadingController {
    constructor(@Inject(repository) readonly rows: ResourceRepository<Entity>) {}

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
  }
  return ReadingController;
}
