import { Get, Param } from '@nestjs/common';
import { ResourceSelection, WithoutQuery } from '#json-api';
import { RequireScope } from '#oauth';
import { ResourceController } from '#resources';
import { customerResource } from '../customers/customer.resource.js';
import { CreateUser } from './create-user.js';
import { UpdateUser } from './update-user.js';
import { userResource } from './user.resource.js';
import { Users } from './users.service.js';

/** People with an account, and the company of each. */
export class UsersController extends ResourceController(userResource, {
  service: Users,
  create: CreateUser,
  update: UpdateUser,
}) {
  @Get(':id/customer')
  @RequireScope({ allOf: ['users:read', 'customers:read'] })
  async readCustomer(
    @Param('id') id: string,
    @ResourceSelection(customerResource) selection: ResourceSelection,
  ) {
    return this.rows.related(id, 'customer', selection);
  }

  @Get(':id/relationships/customer')
  @WithoutQuery()
  @RequireScope({ allOf: ['users:read', 'customers:read'] })
  async identifyCustomer(@Param('id') id: string) {
    return this.rows.relationship(id, 'customer');
  }
}
