import { type DynamicModule, Module } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { ApplicationModule } from '#application';
import { AuditCheckModule } from '#audit';
import type { Config } from '#config';
import { METRICS } from '#server';
import { OperationsModule } from '#resources';
import { AuthenticationFactorsModule } from './authentication-factors/authentication-factors.module.js';
import { RefreshTokensModule } from './refresh-tokens/refresh-tokens.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { AuditChainModule } from './audit-chain/audit-chain.module.js';
import { ConsoleModule } from './console/console.module.js';
import { AuditEventsModule } from './audit-events/audit-events.module.js';
import { ClientUsageModule } from './client-usage/client-usage.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { IdentityProvidersModule } from './identity-providers/identity-providers.module.js';
import { OAuthClientsModule } from './oauth-clients/oauth-clients.module.js';
import { RefusalsModule } from './refusals/refusals.module.js';
import { RevokedTokensModule } from './revoked-tokens/revoked-tokens.module.js';
import { RolesModule } from './roles/roles.module.js';
import { SignInLinksModule } from './sign-in-links/sign-in-links.module.js';
import { SigningKeysModule } from './signing-keys/signing-keys.module.js';
import { TestTokensModule } from './test-tokens/test-tokens.module.js';
import { UsersModule } from './users/users.module.js';

/** The back office: its authorization server, and its resources behind it. */
@Module({})
export class BackofficeModule {
  static readonly features = [
    UsersModule,
    RolesModule,
    OperationsModule,
    CustomersModule,
    OAuthClientsModule,
    ClientUsageModule,
    IdentityProvidersModule,
    SessionsModule,
    AuthenticationFactorsModule,
    RefreshTokensModule,
    SigningKeysModule,
    RevokedTokensModule,
    RefusalsModule,
    TestTokensModule,
    SignInLinksModule,
    AuditEventsModule,
    AuditChainModule,
    ConsoleModule,
  ];

  static register(config: Config): DynamicModule {
    const imports = ApplicationModule.withFeatures('backoffice', config, {
      features: BackofficeModule.features,
      roles: {},
      title: 'Latchkey back office',
      description: 'The resources of the back office (JSON:API 1.1), and how to access them.',
    });
    const { verifyEvery: every } = config.audit;
    const checks = AuditCheckModule.registerAsync({
      inject: [METRICS],
      useFactory: (metrics: Registry) => ({ every, application: 'backoffice', metrics }),
    });
    return { module: BackofficeModule, imports: [...imports, checks] };
  }
}
