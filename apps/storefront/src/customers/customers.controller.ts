import { Controller, Get, Param, UseGuards } from '@nestjs/common';
import { JsonApi, ResourceQuery, ResourceSelection } from '#json-api';
import { AccessTokenGuard, RequireScope } from '#oauth';
import { customerResource } from './customer.resource.js';
import { CustomersRepository } from './customers.repository.js';

/** To read: the back office keeps them. */
@Controller('api/customers')
@JsonApi()
@UseGuards(AccessTokenGuard)
export class CustomersController {
  constructor(private readonly rows: CustomersRepository) {}

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
}
