import { type DynamicModule, Module } from '@nestjs/common';
import { ApplicationModule } from '#application';
import { AUDIT_ENTITIES } from '#audit';
import type { Config } from '#config';
import { Customer, CustomerUser } from '#customers';
import { AuditEventsModule } from './audit-events/audit-events.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { OAuthClientsModule } from './oauth-clients/oauth-clients.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { readScopeOf } from './read-scopes.js';
import { RevokedToken } from './revoked-tokens/revoked-token.entity.js';
import { RevokedTokensModule } from './revoked-tokens/revoked-tokens.module.js';
import { Role } from './roles/role.entity.js';
import { RolesModule } from './roles/roles.module.js';
import { SigningKeysModule } from './signing-keys/signing-keys.module.js';
import { User } from './users/user.entity.js';
import { UsersModule } from './users/users.module.js';

const FEATURES = [
  UsersModule,
  RolesModule,
  OperationsModule,
  CustomersModule,
  OAuthClientsModule,
  SigningKeysModule,
  RevokedTokensModule,
  AuditEventsModule,
];

/** The back office: its authorization server, and its resources behind it. */
@Module({})
export class BackofficeModule {
  static register(config: Config): DynamicModule {
    const application = ApplicationModule.register('backoffice', config, {
      entities: [...AUDIT_ENTITIES, User, Role, Customer, CustomerUser, RevokedToken],
      roles: {},
      title: 'Latchkey back office',
      description: 'The resources of the back office (JSON:API 1.1), and how to access them.',
      readScopeOf,
    });
    return { module: BackofficeModule, imports: [application, ...FEATURES] };
  }
}
