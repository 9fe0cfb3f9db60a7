import { Controller, Get, Patch, UseGuards } from '@nestjs/common';
import { document, JsonApi, JsonApiError, ResourceAttributes, SparseFieldset } from '#json-api';
import { AccessTokenGuard, Caller, ownerOf, RequireScope } from '#oauth';
import { UpdateProfile } from './update-profile.js';
import { userResource } from './user.resource.js';
import { UsersRepository } from './users.repository.js';
import { Users } from './users.service.js';

/** The user for whom the caller acts. */
@Controller('api/users/mine')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class ProfileController {
  constructor(
    private readonly users: Users,
    private readonly rows: UsersRepository,
  ) {}

  @Get()
  @RequireScope('profile:read')
  async read(@Caller() caller: Caller, @SparseFieldset(userResource) fields: SparseFieldset) {
    const id = ownerOf(caller);
    const user = await this.rows.find(id, fields);
    if (!user) throw JsonApiError.notFound('users', id);
    return document(userResource, user, fields);
  }

  @Patch()
  @RequireScope('profile:write')
  async update(
    @Caller() caller: Caller,
    @ResourceAttributes(userResource, UpdateProfile, { id: ownerOf }) attributes: UpdateProfile,
    @SparseFieldset(userResource) fields: SparseFieldset,
  ) {
    const id = ownerOf(caller);
    const user = await this.users.update(id, attributes, caller.administrator);
    if (!user) throw JsonApiError.notFound('users', id);
    return document(userResource, user, fields);
  }
}
