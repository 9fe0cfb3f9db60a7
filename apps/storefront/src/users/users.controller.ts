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
import { CreateUser } from './create-user.js';
import { UpdateUser } from './update-user.js';
import { userResource } from './user.resource.js';
import { UsersRepository } from './users.repository.js';
import { Users } from './users.service.js';

@Controller('api/users')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class UsersController {
  constructor(
    private readonly users: Users,
    private readonly rows: UsersRepository,
  ) {}

  @Get()
  @RequireScope('users:read')
  async list(@ResourceQuery(userResource) query: ResourceQuery) {
    return collection(userResource, await this.rows.list(query), query);
  }

  @Get(':id')
  @RequireScope('users:read')
  async read(@Param('id') id: string, @SparseFieldset(userResource) fields: SparseFieldset) {
    const user = await this.rows.find(id, fields);
    if (!user) throw JsonApiError.notFound('users', id);
    return document(userResource, user, fields);
  }

  @Post()
  @RequireScope('users:write')
  async create(
    @ResourceAttributes(userResource, CreateUser) attributes: CreateUser,
    @SparseFieldset(userResource) fields: SparseFieldset,
    @Caller() { administrator }: Caller,
  ) {
    return document(userResource, await this.users.create(attributes, administrator), fields);
  }

  @Patch(':id')
  @RequireScope('users:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(userResource, UpdateUser) attributes: UpdateUser,
    @SparseFieldset(userResource) fields: SparseFieldset,
    @Caller() { administrator }: Caller,
  ) {
    const user = await this.users.update(id, attributes, administrator);
    if (!user) throw JsonApiError.notFound('users', id);
    return document(userResource, user, fields);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('users:write')
  async delete(
    @Param('id') id: string,
    @SparseFieldset(userResource) _fields: SparseFieldset, // for what it refuses: any other parameter
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    if (!(await this.users.delete(id, administrator))) throw JsonApiError.notFound('users', id);
  }
}
