import { UpdateUser } from './update-user.js';

/** `data.attributes` of PATCH /api/users/mine: what is one's own to say. */
export class UpdateProfile extends UpdateUser {}
