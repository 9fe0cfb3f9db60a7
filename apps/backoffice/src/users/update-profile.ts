import { OmitType } from '@nestjs/mapped-types';
import { UpdateUser } from './update-user.js';

/** `data.attributes` of PATCH /api/users/mine: what is one's own to say. */
export class UpdateProfile extends OmitType(UpdateUser, ['username', 'enabled'] as const) {}
