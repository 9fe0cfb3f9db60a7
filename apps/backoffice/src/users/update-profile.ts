import { OmitType } from '@nestjs/mapped-types';
import { UpdateUser } from './update-user.js';

/** `data.attributes` of PATCH /api/users/mine: attributes that people may change themselves. */
export class UpdateProfile extends OmitType(UpdateUser, ['username', 'enabled'] as const) {}
