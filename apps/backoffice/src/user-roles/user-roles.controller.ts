import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import {
  JsonApi,
  JsonApiError,
  relationshipDocument,
  ResourceIdentifiers,
  SparseFieldset,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { roleResource } from '../roles/role.resource.js';
import { UserRoles } from './user-roles.service.js';

/** The relationship `roles` of a user (jsonapi.org 1.1, "Updating To-Many Relationships"). */
@Controller('api/users/:id/relationships/roles')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class UserRolesController {
  constructor(private readonly userRoles: UserRoles) {}

  @Get()
  @RequireScope('roles:read')
  async list(
    @Param('id') id: string,
    @SparseFieldset(roleResource) _fields: SparseFieldset, // for what it refuses, here as below
  ) {
    return rolesDocument(id, await this.userRoles.list(id));
  }

  @Post()
  @HttpCode(200)
  @RequireScope('roles:write')
  async add(
    @Param('id') id: string,
    @ResourceIdentifiers('roles') roleIds: string[],
    @SparseFieldset(roleResource) _fields: SparseFieldset,
    @Caller() { administrator }: Caller,
  ) {
    return rolesDocument(id, await this.userRoles.add(id, roleIds, administrator));
  }

  @Patch()
  @RequireScope('roles:write')
  async replace(
    @Param('id') id: string,
    @ResourceIdentifiers('roles') roleIds: string[],
    @SparseFieldset(roleResource) _fields: SparseFieldset,
    @Caller() { administrator }: Caller,
  ) {
    return rolesDocument(id, await this.userRoles.replace(id, roleIds, administrator));
  }

  @Delete()
  @RequireScope('roles:write')
  async remove(
    @Param('id') id: string,
    @ResourceIdentifiers('roles') roleIds: string[],
    @SparseFieldset(roleResource) _fields: SparseFieldset,
    @Caller() { administrator }: Caller,
  ) {
    return rolesDocument(id, await this.userRoles.remove(id, roleIds, administrator));
  }
}

function rolesDocument(userId: string, roleIds: string[] | null) {
  if (!roleIds) throw JsonApiError.notFound('users', userId);
  const self = `/api/users/${userId}/relationships/roles`;
  // 0 is nobody's id: of a user without roles the list is empty.
  const related = `/api/roles?filter[id]=${roleIds.join(',') || '0'}`;
  return relationshipDocument({ self, related }, 'roles', roleIds);
}
