import { PartialType } from '@nestjs/mapped-types';
import { CreateRole } from './create-role.js';

/** `data.attributes` of PATCH /api/roles/:id: any of the attributes of a creation. */
export class UpdateRole extends PartialType(CreateRole) {}
