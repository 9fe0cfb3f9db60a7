import { Param, Patch } from '@nestjs/common';
import {
  type ResourceIdentifier,
  ToOneLinkage,
  withLinkagePointers,
  WithoutQuery,
} from '#json-api';
import { Caller, RequireScope } from '#oauth';
import { ResourceController } from '#resources';
import { customerResource } from '../customers/customer.resource.js';
import { CreateCustomerUser } from './create-customer-user.js';
import { customerUserResource } from './customer-user.resource.js';
import { CustomerUsers } from './customer-users.service.js';

/** People with an account in the shop, and the company of each. */
export class CustomerUsersController extends ResourceController(customerUserResource, {
  service: CustomerUsers,
  create: CreateCustomerUser,
  toOne: { name: 'customer', related: customerResource },
}) {
  @Patch(':id/relationships/customer')
  @WithoutQuery()
  @RequireScope('customer-users:write')
  async setCustomer(
    @Param('id') id: string,
    @ToOneLinkage(customerUserResource, 'customer') customer: ResourceIdentifier | null,
    @Caller() { administrator }: Caller,
  ) {
    await withLinkagePointers('customer', async () =>
      this.resources.update(id, { customer }, administrator),
    );
    return this.rows.relationship(id, 'customer');
  }
}
