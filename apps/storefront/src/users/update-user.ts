import { PartialType } from '@nestjs/mapped-types';
import { CreateUser } from './create-user.js';

/** `data.attributes` of PATCH /api/users/:id: any of the attributes of a creation. */
export class UpdateUser extends PartialType(CreateUser) {}
