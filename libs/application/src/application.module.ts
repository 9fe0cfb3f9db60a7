import { type DynamicModule, Global, Module } from '@nestjs/common';
import { ConfigModule } from '@nestjs/config';
import { APP_FILTER } from '@nestjs/core';
import { Registry } from 'prom-client';
import { AuditModule } from '#audit';
import type { Config } from '#config';
import { Database, DatabaseModule, type DatabaseOptions } from '#database';
import { DemoSeed } from '#demo';
import { JsonApiErrorFilter, JsonApiModule, OpenApiModule } from '#json-api';
import {
  AccessTokenVerifier,
  derivedKey,
  keyEncryptionKeys,
  OAUTH_ENTITIES,
  OAuthErrorFilter,
  OAuthModule,
  type Side,
  TokenEndpoint,
} from '#oauth';
import { AtomicOperationsModule } from '#resources';
import { AUTHENTICATION, DIRECT_ROUTES, ErrorFilter, METRICS, READINESS_CHECKS } from '#server';

/** The differences between the two applications, besides their feature modules. */
export interface ApplicationOptions {
  /** The entities of the features and of the audit trail, if the application shows it. */
  entities: DatabaseOptions['entities'];

  /** The scopes of a client that acts for a person, by the role of the person. */
  roles: Readonly<Record<string, readonly string[]>>;

  /** The first line and the introduction of the OpenAPI document. */
  title: string;
  description: string;

  /** The scope that a `GET` of resources of a type needs: `users:read` for `users`. */
  readScopeOf: (type: string) => string;

  tenancy?: Parameters<typeof JsonApiModule.register>[0]['tenancy'];
}

const NAMES: Readonly<Record<Side, string>> = {
  backoffice: 'back office',
  storefront: 'storefront',
};

/**
 * The parts that both applications need below their features: configuration, database, authorization
 * server, audit trail, JSON:API, OpenAPI, error filter, metrics and readiness. The module is global, so
 * feature modules import none of these parts.
 */
@Global()
@Module({})
export class ApplicationModule {
  static register(side: Side, config: Config, options: ApplicationOptions): DynamicModule {
    const { clients } = config;
    const metrics = new Registry();
    const keys = keyEncryptionKeys(side, { database: config.database, oauth: config[side].oauth });
    return {
      module: ApplicationModule,
      imports: [
        ConfigModule.forRoot({
          isGlobal: true,
          ignoreEnvFile: true,
          ignoreEnvVars: true, // config.yml says which variables count
          skipProcessEnv: true,
          load: [() => config],
        }),
        databaseModule(side, config, { metrics, entities: options.entities }),
        oauthModule(side, config, { metrics, keys, roles: options.roles }),
        AuditModule,
        AtomicOperationsModule,
        jsonApiModule(side, config, { ...options, metrics, keys }),
        OpenApiModule.register({
          title: options.title,
          version: '0.1.0',
          description: options.description,
          serverUrl: config[side].issuer,
          requestIdHeader: config.http.requestIdHeader,
          ...OAuthModule.description(side, config[side]),
        }),
      ],
      providers: [
        DemoSeed,
        { provide: ErrorFilter, useValue: errorFilter },
        { provide: APP_FILTER, useExisting: ErrorFilter },
        {
          provide: READINESS_CHECKS,
          useFactory: (database: Database) => ({
            database: async () => database.check(clients.cache.staleFor),
          }),
          inject: [Database],
        },
        { provide: METRICS, useValue: metrics },
        { provide: AUTHENTICATION, useExisting: AccessTokenVerifier },
        { provide: DIRECT_ROUTES, useFactory: directRoutes, inject: [TokenEndpoint] },
      ],
      exports: [OAuthModule, AuditModule, AtomicOperationsModule],
    };
  }
}

type Part<Name extends keyof ApplicationOptions> = Pick<ApplicationOptions, Name> & {
  metrics: Registry;
};

interface Keys {
  keys: ReturnType<typeof keyEncryptionKeys>;
}

function databaseModule(side: Side, config: Config, { metrics, entities }: Part<'entities'>) {
  const { database } = config;
  return DatabaseModule.register({
    url: database.url,
    role: side,
    loginUrl: config[side].databaseUrl,
    embeddedDirectory: database.embeddedDirectory,
    poolSize: database.poolSize,
    limits: database.limits,
    pollInterval: database.changes === 'poll' ? database.pollInterval : undefined,
    metrics,
    startTimeout: database.startTimeout,
    migrate: database.migrateOnStart,
    applicationName: `latchkey ${side}`,
    entities: [...OAUTH_ENTITIES, ...entities],
  });
}

function oauthModule(side: Side, config: Config, { metrics, keys, roles }: Part<'roles'> & Keys) {
  const { clients } = config;
  const { issuer, audience, oauth } = config[side];
  const peer = side === 'backoffice' ? 'storefront' : 'backoffice';
  return OAuthModule.register({
    side,
    issuer,
    audience,
    accessTokenLifetime: oauth.accessTokenLifetime,
    keyEncryptionKeys: keys,
    signingAlgorithm: oauth.signingAlgorithm,
    keys: config.keys,
    peers: [{ name: NAMES[peer], audience: config[peer].audience }],
    roles,
    clientCache: clients.cache,
    failedAttempts: clients.failedAttempts,
    limits: clients.limits,
    assertions: clients.assertions,
    jwksUri: clients.jwksUri,
    dpop: config.dpop,
    usage: clients.usage,
    metrics,
  });
}

function jsonApiModule(
  side: Side,
  config: Config,
  { metrics, keys, readScopeOf, tenancy }: Part<'readScopeOf' | 'tenancy'> & Keys,
) {
  const { api } = config;
  return JsonApiModule.register({
    defaultPageSize: api.defaultPageSize,
    maxPageSize: api.maxPageSize,
    maxIncluded: api.maxIncluded,
    maxOperations: api.maxOperations,
    maxDeleted: api.maxDeleted,
    cursorKey: derivedKey(keys, 'JSON:API cursors'),
    idempotencyKeys: { table: 'idempotent_requests', lifetime: api.idempotencyKeys.lifetime },
    callerOf: ({ user }: { user: { client_id: string } }) => `${side} ${user.client_id}`,
    readerOf: ({ user }: { user: { sub: string } }) => user.sub,
    costlyReads: api.costlyReads,
    metrics,
    tenancy,
    mayRead: (request, type) =>
      AccessTokenVerifier.scopesOf(request as never).includes(readScopeOf(type)),
  });
}

const errorFilter = new ErrorFilter(
  { [OAuthErrorFilter.path]: new OAuthErrorFilter() },
  new JsonApiErrorFilter(),
);

const directRoutes = (token: TokenEndpoint) => ({ 'POST /oauth2-token': token });
