import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import {
  collection,
  document,
  JsonApi,
  JsonApiError,
  ResourceAttributes,
  ResourceQuery,
  SparseFieldset,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
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
    return collection(roleResource, await this.rows.list(query), query);
  }

  @Get(':id')
  @RequireScope('roles:read')
  async read(@Param('id') id: string, @SparseFieldset(roleResource) fields: SparseFieldset) {
    const role = await this.rows.find(id, fields);
    if (!role) throw JsonApiError.notFound('roles', id);
    return document(roleResource, role, fields);
  }

  @Post()
  @RequireScope('roles:write')
  async create(
    @ResourceAttributes(roleResource, CreateRole) attributes: CreateRole,
    @SparseFieldset(roleResource) fields: SparseFieldset,
    @Caller() { administrator }: Caller,
  ) {
    return document(roleResource, await this.roles.create(attributes, administrator), fields);
  }

  @Patch(':id')
  @RequireScope('roles:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(roleResource, UpdateRole) attributes: UpdateRole,
    @SparseFieldset(roleResource) fields: SparseFieldset,
    @Caller() { administrator }: Caller,
  ) {
    const role = await this.roles.update(id, attributes, administrator);
    if (!role) throw JsonApiError.notFound('roles', id);
    return document(roleResource, role, fields);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('roles:write')
  async delete(
    @Param('id') id: string,
    @SparseFieldset(roleResource) _fields: SparseFieldset, // for what it refuses: any other parameter
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    if (!(await this.roles.delete(id, administrator))) throw JsonApiError.notFound('roles', id);
  }
}
