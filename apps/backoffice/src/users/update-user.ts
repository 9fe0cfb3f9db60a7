import { PartialType } from '@nestjs/mapped-types';
import { CreateUser } from './create-user.js';

/** `data.attributes` of PATCH /api/users/:id: any of those of a creation. */
export class UpdateUser extends PartialType(CreateUser) {}
