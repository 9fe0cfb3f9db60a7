import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import {
  Conditional,
  DeletedCount,
  DeletionQuery,
  Idempotent,
  JsonApi,
  ResourceAttributes,
  type ResourceIdentifier,
  ResourceQuery,
  ResourceSelection,
  ToOneLinkage,
  withLinkagePointers,
  WithoutQuery,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { customerResource } from '../customers/customer.resource.js';
import { CreateCustomerUser } from './create-customer-user.js';
import { UpdateCustomerUser } from './update-customer-user.js';
import { customerUserResource } from './customer-user.resource.js';
import { CustomerUsersRepository } from './customer-users.repository.js';
import { CustomerUsers } from './customer-users.service.js';

@Controller('api/customer-users')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class CustomerUsersController {
  constructor(
    private readonly customerUsers: CustomerUsers,
    private readonly rows: CustomerUsersRepository,
  ) {}

  @Get()
  @RequireScope('customer-users:read')
  async list(@ResourceQuery(customerUserResource) query: ResourceQuery) {
    return this.rows.collection(query);
  }

  @Get(':id')
  @RequireScope('customer-users:read')
  async read(
    @Param('id') id: string,
    @ResourceSelection(customerUserResource) selection: ResourceSelection,
  ) {
    return this.rows.document(id, selection);
  }

  @Post()
  @Idempotent()
  @RequireScope('customer-users:write')
  async create(
    @ResourceAttributes(customerUserResource, CreateCustomerUser) attributes: CreateCustomerUser,
    @ResourceSelection(customerUserResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    return this.rows.document(
      await this.customerUsers.create(attributes, administrator),
      selection,
    );
  }

  @Patch(':id')
  @Conditional(customerUserResource)
  @RequireScope('customer-users:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(customerUserResource, UpdateCustomerUser) attributes: UpdateCustomerUser,
    @ResourceSelection(customerUserResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    return this.rows.document(
      await this.customerUsers.update(id, attributes, administrator),
      selection,
    );
  }

  @Delete()
  @HttpCode(204)
  @DeletedCount()
  @RequireScope({ allOf: ['customer-users:read', 'customer-users:write'] })
  async deleteMatching(
    @DeletionQuery(customerUserResource) query: DeletionQuery,
    @Caller() { administrator }: Caller,
  ): Promise<number> {
    return this.customerUsers.deleteMatching(query, administrator);
  }

  @Delete(':id')
  @Conditional(customerUserResource)
  @HttpCode(204)
  @RequireScope('customer-users:write')
  async delete(
    @Param('id') id: string,
    @ResourceSelection(customerUserResource) _selection: ResourceSelection, // for what it refuses: any other parameter
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    await this.customerUsers.delete(id, administrator);
  }

  @Get(':id/customer')
  @RequireScope({ allOf: ['customer-users:read', 'customers:read'] })
  async readCustomer(
    @Param('id') id: string,
    @ResourceSelection(customerResource) selection: ResourceSelection,
  ) {
    return this.rows.related(id, 'customer', selection);
  }

  @Get(':id/relationships/customer')
  @WithoutQuery()
  @RequireScope({ allOf: ['customer-users:read', 'customers:read'] })
  async identifyCustomer(@Param('id') id: string) {
    return this.rows.relationship(id, 'customer');
  }

  @Patch(':id/relationships/customer')
  @WithoutQuery()
  @RequireScope('customer-users:write')
  async setCustomer(
    @Param('id') id: string,
    @ToOneLinkage(customerUserResource, 'customer') customer: ResourceIdentifier | null,
    @Caller() { administrator }: Caller,
  ) {
    await withLinkagePointers('customer', async () =>
      this.customerUsers.update(id, { customer }, administrator),
    );
    return this.rows.relationship(id, 'customer');
  }
}
