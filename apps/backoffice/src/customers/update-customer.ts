import { PartialType } from '@nestjs/mapped-types';
import { CreateCustomer } from './create-customer.js';

/** `data.attributes` of PATCH /api/customers/:id: any of the attributes of a creation. */
export class UpdateCustomer extends PartialType(CreateCustomer) {}
