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
  definition: ResourceDefinition,
  repository: Type<ResourceRepository<Entity>>,
  scope = scopesOf(definition).read,
) {
  class InjectedController extends ReadingController<Entity>(definition, scope) {
    constructor(@Inject(repository) readonly rows: ResourceRepository<Entity>) {
      super();
    }
  }
  return InjectedController;
}

/** Returns the base class of controllers at the path of a resource, with the routes that read it. */
export function ReadingController<Entity extends { id: string }>(
  definition: ResourceDefinition,
  scope: string,
) {
  @Controller(definition.path)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  abstract class BaseController {
    abstract readonly rows: ResourceRepository<Entity>;

    @Get()
    @RequireScope(scope)
    async list(@ResourceQuery(definition) query: ResourceQuery) {
      return this.rows.collection(query);
    }

    @Get(':id')
    @RequireScope(scope)
    async read(
      @Param('id') id: string,
      @ResourceSelection(definition) selection: ResourceSelection,
    ) {
      return this.rows.document(id, selection);
    }
  }
  return BaseController;
}
