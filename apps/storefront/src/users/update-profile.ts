import { PartialType } from '@nestjs/mapped-types';
import { CreateUser } from './create-user.js';

/** `data.attributes` of PATCH /api/users/mine: attributes that people may change themselves. */
export class UpdateProfile extends PartialType(CreateUser) {}
