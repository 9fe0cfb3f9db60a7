import { Controller, Delete, Get, HttpCode, Param, Patch, Post, UseGuards } from '@nestjs/common';
import {
  Conditional,
  DeletedCount,
  DeletionQuery,
  Idempotent,
  JsonApi,
  ResourceAttributes,
  ResourceQuery,
  ResourceSelection,
} from '#json-api';
import { AccessTokenGuard, Caller, RequireScope } from '#oauth';
import { CreateCustomer } from './create-customer.js';
import { UpdateCustomer } from './update-customer.js';
import { customerResource } from './customer.resource.js';
import { CustomersRepository } from './customers.repository.js';
import { Customers } from './customers.service.js';

@Controller('api/customers')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class CustomersController {
  constructor(
    private readonly customers: Customers,
    private readonly rows: CustomersRepository,
  ) {}

  @Get()
  @RequireScope('customers:read')
  async list(@ResourceQuery(customerResource) query: ResourceQuery) {
    return this.rows.collection(query);
  }

  @Get(':id')
  @RequireScope('customers:read')
  async read(
    @Param('id') id: string,
    @ResourceSelection(customerResource) selection: ResourceSelection,
  ) {
    return this.rows.document(id, selection);
  }

  @Post()
  @Idempotent()
  @RequireScope('customers:write')
  async create(
    @ResourceAttributes(customerResource, CreateCustomer) attributes: CreateCustomer,
    @ResourceSelection(customerResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    return this.rows.document(await this.customers.create(attributes, administrator), selection);
  }

  @Patch(':id')
  @Conditional(customerResource)
  @RequireScope('customers:write')
  async update(
    @Param('id') id: string,
    @ResourceAttributes(customerResource, UpdateCustomer) attributes: UpdateCustomer,
    @ResourceSelection(customerResource) selection: ResourceSelection,
    @Caller() { administrator }: Caller,
  ) {
    return this.rows.document(
      await this.customers.update(id, attributes, administrator),
      selection,
    );
  }

  @Delete()
  @HttpCode(204)
  @DeletedCount()
  @RequireScope({ allOf: ['customers:read', 'customers:write'] })
  async deleteMatching(
    @DeletionQuery(customerResource) query: DeletionQuery,
    @Caller() { administrator }: Caller,
  ): Promise<number> {
    return this.customers.deleteMatching(query, administrator);
  }

  @Delete(':id')
  @Conditional(customerResource)
  @HttpCode(204)
  @RequireScope('customers:write')
  async delete(
    @Param('id') id: string,
    @ResourceSelection(customerResource) _selection: ResourceSelection, // for what it refuses: any other parameter
    @Caller() { administrator }: Caller,
  ): Promise<void> {
    await this.customers.delete(id, administrator);
  }
}
