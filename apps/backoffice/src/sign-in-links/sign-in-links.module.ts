import { Module } from '@nestjs/common';
import { PeopleSignInRepository } from '#sign-in';
import { RolesModule } from '../roles/roles.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { UsersModule } from '../users/users.module.js';
import {
  CustomerUserInvitationsController,
  UserInvitationsController,
} from './invitation-links.controller.js';
import { InvitationLinks } from './invitation-links.service.js';
import { CustomerUserLinksController, UserLinksController } from './sign-in-links.controller.js';
import { SignInLinks } from './sign-in-links.service.js';

/**
 * One-time links, which the application of a person sends by `notify`. Without `notify`, those of new
 * people are shown once.
 */
@Module({
  imports: [UsersModule, CustomersModule, RolesModule],
  controllers: [
    UserLinksController,
    CustomerUserLinksController,
    UserInvitationsController,
    CustomerUserInvitationsController,
  ],
  providers: [SignInLinks, InvitationLinks, PeopleSignInRepository],
})
export class SignInLinksModule {}
