import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { APP_FILTER } from '@nestjs/core';
import { Registry } from 'prom-client';
import { AUDIT_ENTITIES, AuditModule } from '#audit';
import type { Config } from '#config';
import { Customer, CustomerUser } from '#customers';
import { Database, DatabaseModule } from '#database';
import { DemoSeed } from '#demo';
import { JsonApiErrorFilter, JsonApiModule, OpenApiModule } from '#json-api';
import {
  AccessTokenGuard,
  CallerScopes,
  derivedKey,
  keyEncryptionKeys,
  OAUTH_ENTITIES,
  OAuthErrorFilter,
  OAuthModule,
  TokenEndpoint,
} from '#oauth';
import { AtomicOperationsModule } from '#resources';
import { AUTHENTICATION, DIRECT_ROUTES, ErrorFilter, METRICS, READINESS_CHECKS } from '#server';
import { User } from './users/user.entity.js';
import { AuditEventsController } from './audit-events/audit-events.controller.js';
import { AuditEventResources } from './audit-events/audit-events.repository.js';
import { CustomerMembersController } from './customer-members/customer-members.controller.js';
import { CustomerMembers } from './customer-members/customer-members.service.js';
import { CustomerUsersController } from './customer-users/customer-users.controller.js';
import { CustomerUsersRepository } from './customer-users/customer-users.repository.js';
import { CustomerUsers } from './customer-users/customer-users.service.js';
import { CustomersController } from './customers/customers.controller.js';
import { CustomersRepository } from './customers/customers.repository.js';
import { Customers } from './customers/customers.service.js';
import { OAuthClientSecretsController } from './oauth-client-secrets/oauth-client-secrets.controller.js';
import { OAuthClientSecretsRepository } from './oauth-client-secrets/oauth-client-secrets.repository.js';
import { OAuthClientsController } from './oauth-clients/oauth-clients.controller.js';
import { OAuthClientsRepository } from './oauth-clients/oauth-clients.repository.js';
import { CustomerOperations } from './operations/customer-operations.js';
import { OperationsController } from './operations/operations.controller.js';
import { RoleOperations } from './operations/role-operations.js';
import { UserOperations } from './operations/user-operations.js';
import { readScopeOf } from './read-scopes.js';
import { RevokedToken } from './revoked-tokens/revoked-token.entity.js';
import { RevokedTokensController } from './revoked-tokens/revoked-tokens.controller.js';
import { RevokedTokenResources } from './revoked-tokens/revoked-tokens.repository.js';
import { Role } from './roles/role.entity.js';
import { RolesController } from './roles/roles.controller.js';
import { RolesRepository } from './roles/roles.repository.js';
import { Roles } from './roles/roles.service.js';
import { SigningKeysController } from './signing-keys/signing-keys.controller.js';
import { SigningKeyResources } from './signing-keys/signing-keys.repository.js';
import { UserRolesController } from './user-roles/user-roles.controller.js';
import { UserRolesRepository } from './user-roles/user-roles.repository.js';
import { UserRoles } from './user-roles/user-roles.service.js';
import { ProfileController } from './users/profile.controller.js';
import { UsersController } from './users/users.controller.js';
import { UsersRepository } from './users/users.repository.js';
import { Users } from './users/users.service.js';

const ENTITIES = [User, Role, Customer, CustomerUser, RevokedToken];

/** The back office: its authorization server, and its resources behind it. */
@Module({})
export class BackofficeModule {
  static register(config: Config): DynamicModule {
    const { database, api, clients, dpop, backoffice, storefront } = config;
    const metrics = new Registry();
    const keys = keyEncryptionKeys('backoffice', { database, oauth: backoffice.oauth });
    return {
      module: BackofficeModule,
      imports: [
        ConfigModule.forRoot({
          isGlobal: true,
          ignoreEnvFile: true,
          ignoreEnvVars: true, // config.yml says which variables count
          skipProcessEnv: true,
          load: [() => config],
        }),
        DatabaseModule.register({
          url: database.url,
          role: 'backoffice',
          loginUrl: backoffice.databaseUrl,
          embeddedDirectory: database.embeddedDirectory,
          poolSize: database.poolSize,
          limits: database.limits,
          pollInterval: database.changes === 'poll' ? database.pollInterval : undefined,
          metrics,
          startTimeout: database.startTimeout,
          migrate: database.migrateOnStart,
          applicationName: 'latchkey backoffice',
          entities: [...OAUTH_ENTITIES, ...AUDIT_ENTITIES, ...ENTITIES],
        }),
        OAuthModule.register({
          side: 'backoffice',
          issuer: backoffice.issuer,
          audience: backoffice.audience,
          accessTokenLifetime: backoffice.oauth.accessTokenLifetime,
          keyEncryptionKeys: keys,
          signingAlgorithm: backoffice.oauth.signingAlgorithm,
          keys: config.keys,
          neighbours: [{ name: 'storefront', audience: storefront.audience }],
          roles: {},
          clientCache: clients.cache,
          failedAttempts: clients.failedAttempts,
          limits: clients.limits,
          assertions: clients.assertions,
          jwksUri: clients.jwksUri,
          dpop,
          usage: clients.usage,
          metrics,
        }),
        AuditModule,
        AtomicOperationsModule,
        JsonApiModule.register({
          defaultPageSize: api.defaultPageSize,
          maxPageSize: api.maxPageSize,
          maxIncluded: api.maxIncluded,
          maxOperations: api.maxOperations,
          maxDeleted: api.maxDeleted,
          cursorKey: derivedKey(keys, 'JSON:API cursors'),
          idempotencyKeys: { table: 'idempotent_requests', lifetime: api.idempotencyKeys.lifetime },
          callerOf: ({ user }: { user: { client_id: string } }) => `backoffice ${user.client_id}`,
          readerOf: ({ user }: { user: { sub: string } }) => user.sub,
          costlyReads: api.costlyReads,
          metrics,
          mayRead: (request, type) => CallerScopes.of(request as never).includes(readScopeOf(type)),
        }),
        OpenApiModule.register({
          title: 'Latchkey back office',
          version: '0.1.0',
          description: 'The resources of the back office (JSON:API 1.1), and how to get at them.',
          serverUrl: backoffice.issuer,
          requestIdHeader: config.http.requestIdHeader,
          ...OAuthModule.description('backoffice', backoffice),
        }),
      ],
      controllers: [
        ProfileController, // before the users: `mine` is no id
        UsersController,
        UserRolesController,
        RolesController,
        OperationsController,
        CustomersController,
        CustomerMembersController,
        CustomerUsersController,
        OAuthClientsController,
        OAuthClientSecretsController,
        SigningKeysController,
        RevokedTokensController,
        AuditEventsController,
      ],
      providers: [
        UsersRepository,
        Users,
        UserRolesRepository,
        UserRoles,
        RolesRepository,
        Roles,
        UserOperations,
        RoleOperations,
        CustomerOperations,
        CustomersRepository,
        Customers,
        CustomerMembers,
        CustomerUsersRepository,
        CustomerUsers,
        OAuthClientsRepository,
        OAuthClientSecretsRepository,
        SigningKeyResources,
        RevokedTokenResources,
        AuditEventResources,
        DemoSeed,
        { provide: ErrorFilter, useValue: errorFilter },
        { provide: APP_FILTER, useExisting: ErrorFilter },
        {
          provide: READINESS_CHECKS,
          useFactory: (connected: Database) => ({
            database: async () => connected.check(clients.cache.staleFor),
          }),
          inject: [Database],
        },
        { provide: METRICS, useValue: metrics },
        { provide: AUTHENTICATION, useExisting: AccessTokenGuard },
        { provide: DIRECT_ROUTES, useFactory: directRoutes, inject: [TokenEndpoint] },
      ],
    };
  }
}

const errorFilter = new ErrorFilter(
  { [OAuthErrorFilter.path]: new OAuthErrorFilter() },
  new JsonApiErrorFilter(),
);

const directRoutes = (token: TokenEndpoint) => ({ 'POST /oauth2-token': token });
