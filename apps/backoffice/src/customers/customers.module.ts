import { Module } from '@nestjs/common';
import { CustomerMembersController } from '../customer-members/customer-members.controller.js';
import { CustomerMembers } from '../customer-members/customer-members.service.js';
import { CustomerUsersController } from '../customer-users/customer-users.controller.js';
import { CustomerUsersRepository } from '../customer-users/customer-users.repository.js';
import { CustomerUsers } from '../customer-users/customer-users.service.js';
import { CustomersController } from './customers.controller.js';
import { CustomersRepository } from './customers.repository.js';

/** Companies that buy in the shop, and their people. */
@Module({
  controllers: [CustomersController, CustomerMembersController, CustomerUsersController],
  providers: [CustomersRepository, CustomerMembers, CustomerUsersRepository, CustomerUsers],
  exports: [CustomerUsersRepository],
})
export class CustomersModule {}
