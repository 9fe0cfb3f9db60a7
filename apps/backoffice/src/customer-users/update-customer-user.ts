import { PartialType } from '@nestjs/mapped-types';
import { CreateCustomerUser } from './create-customer-user.js';

/** `data` of PATCH /api/customer-users/:id: any of the attributes of a creation. */
export class UpdateCustomerUser extends PartialType(CreateCustomerUser) {}
