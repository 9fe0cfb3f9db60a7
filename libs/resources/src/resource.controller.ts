import type { ResourceDefinition } from '#json-api';
import { standardController, type StandardResource } from './standard.controller.js';
import { type ToOneRelationship, withToOneRoutes } from './to-one.controller.js';

/**
 * Returns a controller with the routes of a standard resource, at the path of its definition:
 *
 *     export class RolesController extends ResourceController(roleResource, {
 *       service: Roles, create: CreateRole }) {}
 *
 * Its scopes are `<type>:read` and `<type>:write`. The resource also takes part in atomic operations. A
 * controller has further routes in its class. An override repeats the decorators of the route.
 */
export function ResourceController<Entity extends { id: string }, Attributes extends object>(
  definition: ResourceDefinition,
  resource: StandardResource<Entity, Attributes> & { toOne?: ToOneRelationship },
) {
  const controller = standardController(definition, resource);
  return resource.toOne ? withToOneRoutes(controller, definition, resource.toOne) : controller;
}
