import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import {
  Conditional,
  DeletedCount,
  DeletionQuery,
  Idempotent,
  JsonApi,
  RelationshipQuery,
  ResourceAttributes,
  ResourceQuery,
  ResourceSelection,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { userResource } from '../users/user.resource.js';
import { CreateRole } from './create-role.js';
import { roleResource } from './role.resource.js';
import { RolesRepository } from './roles.repository.js';
import { Roles } from './roles.service.js';
import { UpdateRole } from './update-role.js';

@Controller('api/roles')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class RolesController {
  constructor(
    private readonly roles: Roles,
    private readonly rows: RolesRepository,
  ) {}

  @Get()
  @RequireScope('roles:read')
  async list(@ResourceQuery(roleResource) query: ResourceQuery) {
    return this.rows.collection(query);
  }

  @Get(':id')
  @RequireScope('roles:read')
  async read(
    @Param('id') id: string,
    @ResourceSelection(roleResource) selection: ResourceSelection,
  ) {
    return this.rows.document(id, selection);
  }

  @Post()
  @Idempotent()
  @RequireScope('roles:write')
  async create(
    @ResourceAttributes(roleResource, CreateRole) attributes: CreateRole,
    @ResourceSelection(roleResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    return this.rows.document(await this.roles.create(attributes, administrator), selection);
  }

  @Patch(':id')
  @Conditional(roleResource)
  @RequireScope('roles:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(roleResource, UpdateRole) attributes: UpdateRole,
    @ResourceSelection(roleResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    return this.rows.document(await this.roles.update(id, attributes, administrator), selection);
  }

  @Delete()
  @HttpCode(204)
  @DeletedCount()
  @RequireScope({ allOf: ['roles:read', 'roles:write'] })
  async deleteMatching(
    @DeletionQuery(roleResource) query: DeletionQuery,
    @Caller() { administrator }: Caller,
  ): Promise<number> {
    return this.roles.deleteMatching(query, administrator);
  }

  @Delete(':id')
  @Conditional(roleResource)
  @HttpCode(204)
  @RequireScope('roles:write')
  async delete(
    @Param('id') id: string,
    @ResourceSelection(roleResource) _selection: ResourceSelection, // for what it refuses: any other parameter
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    await this.roles.delete(id, administrator);
  }

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
