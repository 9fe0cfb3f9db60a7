import { Controller, Get, Patch, UseGuards } from '@nestjs/common';
import { Conditional, JsonApi, ResourceAttributes, ResourceSelection } from '#json-api';
import { AccessTokenGuard, Caller, ownerOf, RequireScope } from '#oauth';
import { UpdateProfile } from './update-profile.js';
import { userResource } from './user.resource.js';
import { UsersRepository } from './users.repository.js';
import { Users } from './users.service.js';

/** The user of the caller, at an address with a read scope of its own. */
const PROFILE = { id: ownerOf, shownAs: 'profile' };

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
  async read(
    @Caller() caller: Caller,
    @ResourceSelection(userResource) selection: ResourceSelection,
  ) {
    return this.rows.document(ownerOf(caller), selection);
  }

  @Patch()
  @Conditional(userResource, PROFILE)
  @RequireScope('profile:write')
  async update(
    @Caller() caller: Caller,
    @ResourceAttributes(userResource, UpdateProfile, PROFILE) attributes: UpdateProfile,
    @ResourceSelection(userResource) selection: ResourceSelection,
  ) {
    const user = await this.users.update(ownerOf(caller), attributes, caller.administrator);
    return this.rows.document(user, selection);
  }
}
