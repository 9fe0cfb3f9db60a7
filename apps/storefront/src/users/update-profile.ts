import { UpdateUser } from './update-user.js';

/** `data.attributes` of PATCH /api/users/mine: attributes that people may change themselves. */
export class UpdateProfile extends UpdateUser {}
