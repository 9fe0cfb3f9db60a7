import { type DynamicModule, Module } from '@nestjs/common';
import { ApplicationModule } from '#application';
import type { Config } from '#config';
import { CustomerUser } from '#customers';
import { AccessTokenVerifier } from '#oauth';
import { OperationsModule } from '#resources';
import { CustomersModule } from './customers/customers.module.js';
import { RegistrationModule } from './registration/registration.module.js';
import { UsersModule } from './users/users.module.js';

/** The storefront: its authorization server, and its resources behind it. */
@Module({})
export class StorefrontModule {
  static readonly features = [UsersModule, CustomersModule, RegistrationModule, OperationsModule];

  static register(config: Config): DynamicModule {
    const { buyer, administrator } = config.storefront.roles;
    const imports = ApplicationModule.withFeatures('storefront', config, {
      features: StorefrontModule.features,
      roles: { buyer, administrator },
      title: 'Latchkey storefront',
      description:
        'The resources of the storefront (JSON:API 1.1), and how to access them. A client that ' +
        'acts for a person reaches the company of that person and its people; all else is 404.',
      tenancy: {
        noun: 'customer',
        members: CustomerUser,
        tenant: 'customerId',
        memberOf: (request) => AccessTokenVerifier.memberOf(request),
      },
    });
    return { module: StorefrontModule, imports };
  }
}
