import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { APP_FILTER } from '@nestjs/core';
import { Registry } from 'prom-client';
import { AuditModule } from '#audit';
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
import { CustomersController } from './customers/customers.controller.js';
import { CustomersRepository } from './customers/customers.repository.js';
import { OperationsController } from './operations/operations.controller.js';
import { UserOperations } from './operations/user-operations.js';
import { ProfileController } from './users/profile.controller.js';
import { UsersController } from './users/users.controller.js';
import { UsersRepository } from './users/users.repository.js';
import { Users } from './users/users.service.js';

/** The storefront: its authorization server, and its resources behind it. */
@Module({})
export class StorefrontModule {
  static register(config: Config): DynamicModule {
    const { database, api, clients, dpop, storefront, backoffice } = config;
    const { buyer, administrator } = storefront.roles;
    const metrics = new Registry();
    const keys = keyEncryptionKeys('storefront', { database, oauth: storefront.oauth });
    return {
      module: StorefrontModule,
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
          role: 'storefront',
          loginUrl: storefront.databaseUrl,
          embeddedDirectory: database.embeddedDirectory,
          poolSize: database.poolSize,
          limits: database.limits,
          pollInterval: database.changes === 'poll' ? database.pollInterval : undefined,
          metrics,
          startTimeout: database.startTimeout,
          migrate: database.migrateOnStart,
          applicationName: 'latchkey storefront',
          entities: [...OAUTH_ENTITIES, Customer, CustomerUser],
        }),
        OAuthModule.register({
          side: 'storefront',
          issuer: storefront.issuer,
          audience: storefront.audience,
          accessTokenLifetime: storefront.oauth.accessTokenLifetime,
          keyEncryptionKeys: keys,
          signingAlgorithm: storefront.oauth.signingAlgorithm,
          keys: config.keys,
          neighbours: [{ name: 'back office', audience: backoffice.audience }],
          roles: { buyer, administrator },
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
          callerOf: ({ user }: { user: { client_id: string } }) => `storefront ${user.client_id}`,
          readerOf: ({ user }: { user: { sub: string } }) => user.sub,
          costlyReads: api.costlyReads,
          metrics,
          tenancy: {
            noun: 'customer',
            members: CustomerUser,
            tenant: 'customerId',
            memberOf: (request) => CallerScopes.ownerOf(request),
          },
          mayRead: (request, type) => CallerScopes.of(request as never).includes(`${type}:read`),
        }),
        OpenApiModule.register({
          title: 'Latchkey storefront',
          version: '0.1.0',
          description:
            'The resources of the storefront (JSON:API 1.1), and how to access them. A client that ' +
            'acts for a person reaches the company of that person and its people; all else is 404.',
          serverUrl: storefront.issuer,
          requestIdHeader: config.http.requestIdHeader,
          ...OAuthModule.description('storefront', storefront),
        }),
      ],
      // The profile first: `mine` is no id.
      controllers: [ProfileController, UsersController, CustomersController, OperationsController],
      providers: [
        UsersRepository,
        Users,
        CustomersRepository,
        UserOperations,
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
