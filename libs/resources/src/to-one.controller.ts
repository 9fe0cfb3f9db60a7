import { Get, Param } from '@nestjs/common';
import { type ResourceDefinition, ResourceSelection, WithoutQuery } from '#json-api';
import { RequireScope } from '#oauth';
import type { standardController } from './standard.controller.js';
import { scopesOf } from './resource-scopes.js';

/** A to-one relationship whose routes a controller has. */
export interface ToOneRelationship {
  name: string;
  related: ResourceDefinition;
}

/**
 * Returns a controller that also has the routes of a to-one relationship and of its resource
 * (jsonapi.org 1.1, "Fetching Relationships"). For `customer` their methods are `readCustomer` and
 * `identifyCustomer`.
 */
export function withToOneRoutes<Entity extends { id: string }, Attributes extends object>(
  Standard: ReturnType<typeof standardController<Entity, Attributes>>,
  definition: ResourceDefinition,
  { name, related }: ToOneRelationship,
): typeof Standard {
  const noun = name.charAt(0).toUpperCase() + name.slice(1);
  const bothRead = { allOf: [scopesOf(definition).read, scopesOf(related).read] };

  class ToOneController extends Standard {
    @Get(`:id/${name}`)
    @RequireScope(bothRead)
    async [`read${noun}`](
      @Param('id') id: string,
      @ResourceSelection(related) selection: ResourceSelection,
    ) {
      return this.rows.related(id, name, selection);
    }

    @Get(`:id/relationships/${name}`)
    @WithoutQuery()
    @RequireScope(bothRead)
    async [`identify${noun}`](@Param('id') id: string) {
      return this.rows.relationship(id, name);
    }
  }
  return ToOneController;
}
