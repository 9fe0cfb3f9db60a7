import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import {
  Conditional,
  DeletedCount,
  DeletionQuery,
  Idempotent,
  JsonApi,
  ResourceAttributes,
  ResourceQuery,
  ResourceSelection,
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
    return this.rows.collection(query);
  }

  @Get(':id')
  @RequireScope('users:read')
  async read(
    @Param('id') id: string,
    @ResourceSelection(userResource) selection: ResourceSelection,
  ) {
    return this.rows.document(id, selection);
  }

  @Post()
  @Idempotent()
  @RequireScope('users:write')
  async create(
    @ResourceAttributes(userResource, CreateUser) attributes: CreateUser,
    @ResourceSelection(userResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    return this.rows.document(await this.users.create(attributes, administrator), selection);
  }

  @Patch(':id')
  @Conditional(userResource)
  @RequireScope('users:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(userResource, UpdateUser) attributes: UpdateUser,
    @ResourceSelection(userResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    return this.rows.document(await this.users.update(id, attributes, administrator), selection);
  }

  @Delete()
  @HttpCode(204)
  @DeletedCount()
  @RequireScope({ allOf: ['users:read', 'users:write'] })
  async deleteMatching(
    @DeletionQuery(userResource) query: DeletionQuery,
    @Caller() { administrator }: Caller,
  ): Promise<number> {
    return this.users.deleteMatching(query, administrator);
  }

  @Delete(':id')
  @Conditional(userResource)
  @HttpCode(204)
  @RequireScope('users:write')
  async delete(
    @Param('id') id: string,
    @ResourceSelection(userResource) _selection: ResourceSelection, // for what it refuses: any other parameter
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    await this.users.delete(id, administrator);
  }
}
