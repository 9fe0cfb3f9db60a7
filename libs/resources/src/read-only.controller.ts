import { Controller, Get, Inject, Param, type Type, UseGuards } from '@nestjs/common';
import { JsonApi, type ResourceDefinition, ResourceQuery, ResourceSelection } from '#json-api';
import { AccessTokenGuard, RequireScope } from '#oauth';
import { type DeclaredResource, Declares } from './declared-resource.js';
import { scopesOf } from './resource-scopes.js';

/** Answers the documents of a resource, from a table or from computed rows. */
export interface ReadableRows {
  collection(query: ResourceQuery): Promise<object>;
  document(id: string, selection: ResourceSelection): Promise<object>;
}

/**
 * Returns a controller with the routes that read a resource: a list and single resources. A controller
 * that extends it may have further routes. With a constructor of its own it repeats `@Controller`,
 * because Nest injects only into classes that have a decorator.
 */
export function ReadOnlyController<Rows extends ReadableRows>(
  definition: ResourceDefinition,
  repository: Type<Rows>,
  readScope = scopesOf(definition).read,
) {
  class InjectedController extends ReadingController<Rows>({ definition, readScope }) {
    constructor(@Inject(repository) readonly rows: Rows) {
      super();
    }
  }
  return InjectedController;
}

/** Returns the base class of controllers at the path of a resource, with the routes that read it. */
export function ReadingController<Rows extends ReadableRows>(resource: DeclaredResource) {
  const { definition, readScope } = resource;

  @Declares(resource)
  @Controller(definition.path)
  @JsonApi()
  @UseGuards(AccessTokenGuard)
  abstract class BaseController {
    abstract readonly rows: Rows;

    @Get()
    @RequireScope(readScope)
    async list(@ResourceQuery(definition) query: ResourceQuery) {
      return this.rows.collection(query);
    }

    @Get(':id')
    @RequireScope(readScope)
    async read(
      @Param('id') id: string,
      @ResourceSelection(definition) selection: ResourceSelection,
    ) {
      return this.rows.document(id, selection);
    }
  }
  return BaseController;
}
