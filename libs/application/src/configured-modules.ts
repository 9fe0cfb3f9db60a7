import type { Type } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { type Config, settingName } from '#config';
import { DatabaseModule } from '#database';
import { JsonApiModule, OpenApiModule, type Tenancy } from '#json-api';
import { version } from '#launch';
import {
  AccessTokenVerifier,
  derivedKey,
  type keyEncryptionKeys,
  OAUTH_ENTITIES,
  OAuthModule,
  readerOf,
  scopesOf,
  type Side,
} from '#oauth';
import type { DeclaredResource } from '#resources';
import { sessionCookieName, SignInModule } from '#sign-in';
import { rootPath } from './root-description.js';

/** The differences between the two applications. */
export interface ApplicationOptions {
  /** The feature modules, whose controllers declare the resources of the application. */
  features: readonly Type[];

  /** The scopes of a client that acts for a person, by the role of the person. */
  roles: Readonly<Record<string, readonly string[]>>;

  /** The first line and the introduction of the OpenAPI document. */
  title: string;
  description: string;

  tenancy?: Tenancy;
}

const NAMES: Readonly<Record<Side, string>> = {
  backoffice: 'back office',
  storefront: 'storefront',
};

/** All that the modules of one application are configured with, besides config.yml. */
export interface Parts extends Omit<ApplicationOptions, 'features'> {
  /** The resources that the features declare. */
  resources: readonly DeclaredResource[];

  metrics: Registry;
  keys: ReturnType<typeof keyEncryptionKeys>;
}

export function databaseModule(side: Side, config: Config, { metrics, resources }: Parts) {
  const { database } = config;
  return DatabaseModule.register({
    url: database.url,
    role: side,
    loginUrl: config[side].databaseUrl,
    replica: database.readUrl
      ? {
          url: database.readUrl,
          maxLagMs: database.readMaxLag,
          setting: settingName(config, 'database.readUrl'),
        }
      : undefined,
    embeddedDirectory: database.embeddedDirectory,
    poolSize: database.poolSize,
    limits: database.limits,
    pollInterval: database.changes === 'poll' ? database.pollInterval : undefined,
    metrics,
    startTimeout: database.startTimeout,
    migrate: database.migrateOnStart,
    acceptNewerSchema: database.acceptNewerSchema,
    settings: {
      url: settingName(config, 'database.url'),
      loginUrl: settingName(config, `${side}.databaseUrl`),
    },
    applicationName: `latchkey ${side}`,
    entities: entitiesOf(resources),
  });
}

/** Returns the entities of the authorization server and of the resources, each once. */
function entitiesOf(resources: readonly DeclaredResource[]) {
  const own = resources.flatMap(({ definition }) => (definition.entity as Type<object>) ?? []);
  return [...new Set([...OAUTH_ENTITIES, ...own])];
}

export function oauthModule(side: Side, config: Config, { metrics, keys, roles }: Parts) {
  const { clients } = config;
  const { issuer, audience, oauth } = config[side];
  const peer = side === 'backoffice' ? 'storefront' : 'backoffice';
  return OAuthModule.forShop({
    side,
    path: '',
    scopes: scopesOf(side),
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
    refreshTokens: config.refreshTokens,
    authorizationRequestsPerMinute: config.signIn.requestsPerMinute,
    visitors: side === 'storefront' ? config.storefront.visitors : undefined,
    usage: clients.usage,
    refusals: clients.refusals,
    metrics,
  });
}

export function signInModule(side: Side, config: Config, { metrics, keys }: Parts) {
  const { issuer, pages, passkeys, notify } = config[side];
  const { requestsPerMinute: _, ...common } = config.signIn;
  const { registration: registrations } = config.storefront;
  const registration = side === 'storefront' && registrations.enabled ? registrations : null;
  const own = { side, issuer, pages, passkeys, notify, registration };
  return SignInModule.register({ ...common, ...own, metrics, keyEncryptionKeys: keys });
}

export function jsonApiModule(
  side: Side,
  config: Config,
  { metrics, keys, resources, tenancy }: Parts,
) {
  const { api } = config;
  const readScopes = new Map(
    resources.map(({ definition, readScope }) => [definition.type, readScope]),
  );
  return JsonApiModule.register({
    defaultPageSize: api.defaultPageSize,
    maxPageSize: api.maxPageSize,
    maxIncluded: api.maxIncluded,
    maxOperations: api.maxOperations,
    maxDeleted: api.maxDeleted,
    cursorKey: derivedKey(keys, 'JSON:API cursors'),
    idempotencyKeys: { table: 'idempotent_requests', lifetime: api.idempotencyKeys.lifetime },
    callerOf: (request) => `${side} ${AccessTokenVerifier.nameOf(request as never)}`,
    readerOf: (request) => readerOf(request as never),
    costlyReads: api.costlyReads,
    metrics,
    tenancy,
    mayRead: (request, type) =>
      AccessTokenVerifier.scopesOf(request as never).includes(
        readScopes.get(type) ?? `${type}:read`,
      ),
  });
}

export function openApiModule(side: Side, config: Config, { title, description }: Parts) {
  const { issuer, audience } = config[side];
  const sessionCookie = sessionCookieName(side, issuer);
  const described = OAuthModule.description(side, { issuer, audience, sessionCookie });
  const { contribution, ...ofScopes } = described;
  return OpenApiModule.register({
    title,
    version: version(),
    description,
    serverUrl: issuer,
    requestIdHeader: config.http.requestIdHeader,
    ...ofScopes,
    contribution: { ...contribution, paths: { ...contribution.paths, '/': rootPath } },
  });
}
