import { OwnProfileController } from '#resources';
import { UpdateProfile } from './update-profile.js';
import { userResource } from './user.resource.js';
import { Users } from './users.service.js';

/** The user for whom the caller acts. */
export class ProfileController extends OwnProfileController(userResource, {
  service: Users,
  update: UpdateProfile,
}) {}
