import { Module } from '@nestjs/common';
import { PeopleSignInRepository } from '#sign-in';
import { CustomersModule } from '../customers/customers.module.js';
import { UsersModule } from '../users/users.module.js';
import { CustomerUserLinksController, UserLinksController } from './sign-in-links.controller.js';
import { SignInLinks } from './sign-in-links.service.js';

/** One-time links, which the application of a person sends by `notify`. */
@Module({
  imports: [UsersModule, CustomersModule],
  controllers: [UserLinksController, CustomerUserLinksController],
  providers: [SignInLinks, PeopleSignInRepository],
})
export class SignInLinksModule {}
