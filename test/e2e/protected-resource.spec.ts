import { randomBytes } from 'node:crypto';
import { Controller, type DynamicModule, Get, Global, Module, UseGuards } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Config } from '#config';
import { DatabaseModule } from '#database';
import { JsonApi } from '#json-api';
import {
  AccessTokenGuard,
  Caller,
  Clients,
  ClientSecrets,
  AuthorizationPages,
  OAUTH_ENTITIES,
  OAuthModule,
  PersonSessions,
  scopesOf,
  RequireRecentSignIn,
  RequireScope,
} from '#oauth';
import { TESTER } from '../support/applications.js';
import { personToken } from '../support/people.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

/** A resource server as an operator would write it with the library. */
@JsonApi()
@UseGuards(AccessTokenGuard)
@Controller('api')
class OwnController {
  @Get('caller')
  @RequireScope('users:read')
  caller(@Caller() caller: Caller) {
    const { clientId, ownerId, scope } = caller;
    return { meta: { clientId, ownerId, scope } };
  }

  @Get('recent')
  @RequireScope('users:read')
  @RequireRecentSignIn(300)
  recent() {
    return { meta: { recent: true } };
  }

  @Get('forgotten')
  forgotten() {
    return { meta: 'open to nobody' };
  }
}

/** An application in which nobody signs in. */
@Global()
@Module({
  providers: [
    { provide: PersonSessions, useValue: {} },
    { provide: AuthorizationPages, useValue: {} },
  ],
  exports: [PersonSessions, AuthorizationPages],
})
class NobodySignsIn {}

/** Builds an authorization server of the user's own, and a feature module behind its guard. */
function ownModule(keyEncryptionKey: Buffer): DynamicModule {
  const issuer = 'https://shop.example';
  const { clients, dpop, keys, refreshTokens, signIn } = new Config();
  const oauth = OAuthModule.forShop({
    side: 'storefront',
    path: '',
    scopes: scopesOf('storefront'),
    issuer,
    audience: issuer,
    keyEncryptionKeys: { current: keyEncryptionKey, previous: null },
    signingAlgorithm: 'ES256',
    keys,
    accessTokenLifetime: 60,
    peers: [],
    roles: { buyer: ['users:read'] },
    clientCache: clients.cache,
    failedAttempts: clients.failedAttempts,
    limits: clients.limits,
    assertions: clients.assertions,
    jwksUri: clients.jwksUri,
    dpop,
    refreshTokens,
    authorizationRequestsPerMinute: signIn.requestsPerMinute,
    usage: clients.usage,
    refusals: clients.refusals,
    metrics: new Registry(),
  });
  // The guard of the controller needs nothing else.
  const feature = {
    module: class OwnFeature {},
    imports: [oauth],
    controllers: [OwnController],
  };
  return {
    module: class OwnModule {},
    imports: [
      NobodySignsIn,
      DatabaseModule.register({
        url: database.url,
        embeddedDirectory: '',
        poolSize: 2,
        startTimeout: 0,
        migrate: false,
        applicationName: 'test',
        entities: OAUTH_ENTITIES,
      }),
      feature,
    ],
  };
}

async function start(keyEncryptionKey: Buffer): Promise<NestFastifyApplication> {
  return NestFactory.create<NestFastifyApplication>(
    ownModule(keyEncryptionKey),
    new FastifyAdapter(),
    { logger: false, abortOnError: false },
  );
}

let app: NestFastifyApplication;
let database: TestDatabase;
let headers: Record<string, string>;
let clientId: string;

beforeAll(async () => {
  database = await createDatabase();
  app = await start(randomBytes(32));
  await app.init();
  const scopes = ['users:read', 'users:write'];
  const client = await app.get(Clients).create({ side: 'storefront', name: 'own', scopes }, TESTER);
  clientId = client.id;
  const { secret } = (await app.get(ClientSecrets).create(clientId, {}, TESTER))!;
  const { body } = await app.inject({
    method: 'POST',
    url: '/oauth2-token',
    payload: { grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
  });
  headers = { authorization: `Bearer ${JSON.parse(body).access_token}` };
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

it('AccessTokenGuard works in a feature module that imports only OAuthModule, and passes the caller on', async () => {
  const { statusCode, body } = await app.inject({ url: '/api/caller', headers });
  expect({ statusCode, body: JSON.parse(body) }).toEqual({
    statusCode: 200,
    body: { meta: { clientId, ownerId: null, scope: ['users:read', 'users:write'] } },
  });
});

/** Calls the route with a token of a person who has signed in this many seconds ago. */
async function recentAfter(seconds: number) {
  const [row] = await database.query(
    `INSERT INTO customer_users (email, first_name, last_name)
     VALUES ('after' || $1 || '@shop.example', 'A', 'B') RETURNING id`,
    [seconds],
  );
  const authenticatedAt = Math.floor(Date.now() / 1000) - seconds;
  const token = await personToken(
    { app, client: { clientId, clientSecret: '' } },
    { personId: String(row!.id), scope: 'users:read', authenticatedAt },
  );
  return app.inject({ url: '/api/recent', headers: { authorization: `Bearer ${token}` } });
}

it('RequireRecentSignIn accepts a person who has just signed in, and a machine', async () => {
  const machine = await app.inject({ url: '/api/recent', headers });
  const person = await recentAfter(290);
  expect([machine.statusCode, person.statusCode]).toEqual([200, 200]);
});

it('RequireRecentSignIn rejects a person whose sign-in is too long ago (RFC 9470 §3)', async () => {
  const { statusCode, body, headers: answered } = await recentAfter(310);
  expect({ statusCode, code: JSON.parse(body).errors[0].code }).toEqual({
    statusCode: 401,
    code: 'recent_sign_in_required',
  });
  expect(answered['www-authenticate']).toBe(
    'Bearer realm="storefront", error="insufficient_user_authentication", ' +
      'error_description="the person must sign in again for this: the last sign-in is too long ago", ' +
      'max_age="300"',
  );
});

it('AccessTokenGuard rejects every request to a route without @RequireScope', async () => {
  const { statusCode, body } = await app.inject({ url: '/api/forgotten', headers });
  expect(statusCode).toBe(500);
  expect(JSON.parse(body).errors[0].code).toBe('internal_error');
  expect(body).not.toContain('open to nobody');
});

it('an authorization server refuses to start with a key-encryption key of another length', async () => {
  await expect(start(randomBytes(16))).rejects.toThrow('keyEncryptionKey must be 32 bytes');
});

it('an authorization server refuses to start with a key-encryption key that opens none of its keys', async () => {
  const other = await start(randomBytes(32));
  await expect(other.init()).rejects.toThrow(/does not open its signing key .*keyEncryptionKey/);
  await other.close();
});
