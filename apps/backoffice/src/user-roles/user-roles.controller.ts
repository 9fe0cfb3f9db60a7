import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import { JsonApi, RelationshipQuery, ResourceIdentifiers, ResourceQuery } from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { roleResource } from '../roles/role.resource.js';
import { userResource } from '../users/user.resource.js';
import { UsersRepository } from '../users/users.repository.js';
import { UserRoles } from './user-roles.service.js';

/** The roles of a user, and the relationship to them (jsonapi.org 1.1, "Updating To-Many Relationships"). */
@Controller('api/users/:id')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class UserRolesController {
  constructor(
    private readonly userRoles: UserRoles,
    private readonly users: UsersRepository,
  ) {}

  @Get('roles')
  @RequireScope({ allOf: ['users:read', 'roles:read'] })
  async related(@Param('id') id: string, @ResourceQuery(roleResource) query: ResourceQuery) {
    return this.users.relatedCollection(id, 'roles', query);
  }

  @Get('relationships/roles')
  @RequireScope({ allOf: ['users:read', 'roles:read'] })
  async list(
    @Param('id') id: string,
    @RelationshipQuery(userResource, 'roles') query: ResourceQuery,
  ) {
    return this.users.relationshipCollection(id, 'roles', query);
  }

  @Post('relationships/roles')
  @HttpCode(200)
  @RequireScope('roles:write')
  async add(
    @Param('id') id: string,
    @ResourceIdentifiers('roles') roleIds: string[],
    @RelationshipQuery(userResource, 'roles') query: ResourceQuery,
    @Caller() { administrator }: Caller,
  ) {
    await this.userRoles.add(id, roleIds, administrator);
    return this.users.relationshipCollection(id, 'roles', query);
  }

  @Patch('relationships/roles')
  @RequireScope('roles:write')
  async replace(
    @Param('id') id: string,
    @ResourceIdentifiers('roles') roleIds: string[],
    @RelationshipQuery(userResource, 'roles') query: ResourceQuery,
    @Caller() { administrator }: Caller,
  ) {
    await this.userRoles.replace(id, roleIds, administrator);
    return this.users.relationshipCollection(id, 'roles', query);
  }

  @Delete('relationships/roles')
  @RequireScope('roles:write')
  async remove(
    @Param('id') id: string,
    @ResourceIdentifiers('roles') roleIds: string[],
    @RelationshipQuery(userResource, 'roles') query: ResourceQuery,
    @Caller() { administrator }: Caller,
  ) {
    await this.userRoles.remove(id, roleIds, administrator);
    return this.users.relationshipCollection(id, 'roles', query);
  }
}
