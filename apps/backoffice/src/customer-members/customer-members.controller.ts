import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import { JsonApi, RelationshipQuery, ResourceIdentifiers, ResourceQuery } from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { customerUserResource } from '../customer-users/customer-user.resource.js';
import { customerResource } from '../customers/customer.resource.js';
import { CustomersRepository } from '../customers/customers.repository.js';
import { CustomerMembers } from './customer-members.service.js';

/** The people of a customer, and the relationship to them (jsonapi.org 1.1, "Updating To-Many Relationships"). */
@Controller('api/customers/:id')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class CustomerMembersController {
  constructor(
    private readonly members: CustomerMembers,
    private readonly customers: CustomersRepository,
  ) {}

  @Get('customerUsers')
  @RequireScope({ allOf: ['customers:read', 'customer-users:read'] })
  async related(
    @Param('id') id: string,
    @ResourceQuery(customerUserResource) query: ResourceQuery,
  ) {
    return this.customers.relatedCollection(id, 'customerUsers', query);
  }

  @Get('relationships/customerUsers')
  @RequireScope({ allOf: ['customers:read', 'customer-users:read'] })
  async list(
    @Param('id') id: string,
    @RelationshipQuery(customerResource, 'customerUsers') query: ResourceQuery,
  ) {
    return this.customers.relationshipCollection(id, 'customerUsers', query);
  }

  @Post('relationships/customerUsers')
  @HttpCode(200)
  @RequireScope('customer-users:write')
  async add(
    @Param('id') id: string,
    @ResourceIdentifiers('customer-users') personIds: string[],
    @RelationshipQuery(customerResource, 'customerUsers') query: ResourceQuery,
    @Caller() { administrator }: Caller,
  ) {
    await this.members.add(id, personIds, administrator);
    return this.customers.relationshipCollection(id, 'customerUsers', query);
  }

  @Patch('relationships/customerUsers')
  @RequireScope('customer-users:write')
  async replace(
    @Param('id') id: string,
    @ResourceIdentifiers('customer-users') personIds: string[],
    @RelationshipQuery(customerResource, 'customerUsers') query: ResourceQuery,
    @Caller() { administrator }: Caller,
  ) {
    await this.members.replace(id, personIds, administrator);
    return this.customers.relationshipCollection(id, 'customerUsers', query);
  }

  @Delete('relationships/customerUsers')
  @RequireScope('customer-users:write')
  async remove(
    @Param('id') id: string,
    @ResourceIdentifiers('customer-users') personIds: string[],
    @RelationshipQuery(customerResource, 'customerUsers') query: ResourceQuery,
    @Caller() { administrator }: Caller,
  ) {
    await this.members.remove(id, personIds, administrator);
    return this.customers.relationshipCollection(id, 'customerUsers', query);
  }
}
