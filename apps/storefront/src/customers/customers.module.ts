import { Module } from '@nestjs/common';
import { CustomersController } from './customers.controller.js';
import { CustomersRepository } from './customers.repository.js';

/** Companies that buy in the shop. */
@Module({
  controllers: [CustomersController],
  providers: [CustomersRepository],
})
export class CustomersModule {}
