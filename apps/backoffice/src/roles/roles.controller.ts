import { Get, Param } from '@nestjs/common';
import { RelationshipQuery, ResourceQuery } from '#json-api';
import { RequireScope } from '#oauth';
import { ResourceController } from '#resources';
import { userResource } from '../users/user.resource.js';
import { CreateRole } from './create-role.js';
import { roleResource } from './role.resource.js';
import { Roles } from './roles.service.js';

/** Roles of staff, and the users who have each of them. */
export class RolesController extends ResourceController(roleResource, {
  service: Roles,
  create: CreateRole,
}) {
  @Get(':id/users')
  @RequireScope({ allOf: ['roles:read', 'users:read'] })
  async listUsers(@Param('id') id: string, @ResourceQuery(userResource) query: ResourceQuery) {
    return this.rows.relatedCollection(id, 'users', query);
  }

  @Get(':id/relationships/users')
  @RequireScope({ allOf: ['roles:read', 'users:read'] })
  async identifyUsers(
    @Param('id') id: string,
    @RelationshipQuery(roleResource, 'users') query: ResourceQuery,
  ) {
    return this.rows.relationshipCollection(id, 'users', query);
  }
}
