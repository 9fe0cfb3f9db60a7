import { randomUUID } from 'node:crypto';
import { Controller, Get, type INestApplication, Req, UseGuards } from '@nestjs/common';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test, type TestingModule } from '@nestjs/testing';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  AccessTokenGuard,
  Caller,
  Clients,
  ClientSecrets,
  type NewClient,
  OAuthModule,
  RequireScope,
} from '#oauth';
import { mintAccessToken } from '../../libs/oauth/src/testing/mint-access-token.js';
import { TESTER } from '../support/administration.js';
import { createDatabase, type TestDatabase } from '../support/database.js';

@Controller('reports')
@UseGuards(AccessTokenGuard)
class ReportsController {
  @Get()
  @RequireScope('reports:read')
  reports(@Caller() { clientId, scope }: Caller, @Req() { user }: { user: { tenant: string } }) {
    return { clientId, scope, tenant: user.tenant };
  }
}

const ISSUER = 'https://shop.example';

const issued: object[] = [];

let database: TestDatabase;

beforeAll(async () => {
  database = await createDatabase();
});

afterAll(async () => {
  await database.drop();
});

function register(path = '') {
  return OAuthModule.register({
    issuer: `${ISSUER}${path}`,
    audience: `${ISSUER}${path}/api`,
    keyEncryptionKey: Buffer.alloc(32, 7), // the applications of this file share a database
    dataSource: { url: database.url },
    scopes: { 'reports:read': 'read reports', 'reports:write': 'write reports' },
    claims: async ({ clientId }) => ({ tenant: clientId, region: 'eu' }),
    onTokenIssued: (token) => issued.push(token),
  });
}

const shop = () => ({
  module: class Shop {},
  imports: [register()],
  controllers: [ReportsController],
});

async function newClient(app: TestingModule | INestApplication, attributes?: Partial<NewClient>) {
  return app
    .get(Clients, { strict: false })
    .create(
      { side: 'default', name: randomUUID(), scopes: ['reports:read'], ...attributes },
      TESTER,
    );
}

describe.each<[string, () => AbstractHttpAdapter]>([
  ['Fastify', () => new FastifyAdapter()],
  ['Express', () => new ExpressAdapter()],
])('a minted token in an application on %s', (_, adapter) => {
  let app: INestApplication;

  beforeAll(async () => {
    const module = await Test.createTestingModule({ imports: [shop()] }).compile();
    app = module.createNestApplication(adapter(), { logger: false });
    await app.listen(0, '127.0.0.1');
  });

  afterAll(async () => {
    await app.close();
  });

  const get = async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`${await app.getUrl()}/reports`, { headers });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('is accepted by a protected route, for a client of its own', async () => {
    const token = await mintAccessToken(app, { scope: 'reports:read' });
    const clientId = decodeJwt(token).client_id;
    expect(await get(token)).toEqual({
      status: 200,
      body: { clientId, scope: ['reports:read'], tenant: clientId },
    });
  });

  it('is rejected by a route that needs another scope', async () => {
    const token = await mintAccessToken(app, { scope: 'reports:write' });
    expect(await get(token)).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } });
  });

  it('is rejected after its end', async () => {
    const token = await mintAccessToken(app, { scope: 'reports:read', lifetime: 60 });
    expect((await get(token)).status).toBe(200);
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
    try {
      expect((await get(token)).status).toBe(401);
    } finally {
      clock.mockRestore();
    }
  });

  it('shows the route the claims of the test', async () => {
    const claims = { tenant: 'acme' };
    const token = await mintAccessToken(app, { scope: 'reports:read', claims });
    expect((await get(token)).body.tenant).toBe('acme');
  });

  it('has the header and the claims of a token that the same client requests', async () => {
    const client = await newClient(app, { accessTokenLifetime: 120 });
    const { secret } = (await app
      .get(ClientSecrets, { strict: false })
      .create(client.id, {}, TESTER))!;
    const response = await fetch(`${await app.getUrl()}/oauth2-token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: client.id,
        client_secret: secret,
      }),
    });
    const { access_token: requested } = (await response.json()) as { access_token: string };
    const minted = await mintAccessToken(app, { scope: 'reports:read', clientId: client.id });
    const lasting = (token: string) => {
      const { jti, iat = 0, exp = 0, ...claims } = decodeJwt(token);
      return { header: decodeProtectedHeader(token), claims, lifetime: exp - iat, id: typeof jti };
    };
    expect(lasting(minted)).toEqual(lasting(requested));
    expect(lasting(minted).lifetime).toBe(120);
  });
});

describe('mintAccessToken', () => {
  let app: TestingModule;

  beforeAll(async () => {
    app = await Test.createTestingModule({ imports: [shop()] }).compile();
    await app.init();
  });

  afterAll(async () => {
    await app.close();
  });

  const mint = async (token: Partial<Parameters<typeof mintAccessToken>[1]> = {}) =>
    decodeJwt(await mintAccessToken(app, { scope: 'reports:read', ...token }));

  it('uses one client without credentials, also for tests at the same time', async () => {
    const { client_id: earlier } = await mint();
    await app.get(Clients, { strict: false }).delete(earlier as string, TESTER);
    const clientIds = await Promise.all(
      Array.from({ length: 4 }, async () => (await mint()).client_id as string),
    );
    expect(new Set(clientIds).size).toBe(1);
    const rows = await database.query(
      'SELECT FROM latchkey.oauth_client_secrets WHERE client_id = $1',
      [clientIds[0]],
    );
    expect(rows).toEqual([]);
  });

  it('uses its client again after a test has deleted, disabled or narrowed it', async () => {
    const clients = app.get(Clients, { strict: false });
    const { client_id: first } = await mint();
    const changes = { enabled: false, scopes: ['reports:write'] };
    await clients.update(first as string, changes, TESTER);
    expect((await mint()).client_id).toBe(first);
    await clients.delete(first as string, TESTER);
    expect((await mint()).client_id).not.toBe(first);
  });

  it('keeps the claims of the application, and calls its listener', async () => {
    const { jti, region, batch } = await mint({ claims: { batch: 7 } });
    expect({ region, batch }).toEqual({ region: 'eu', batch: 7 });
    await expect.poll(() => issued.at(-1)).toMatchObject({ tokenId: jti, scope: ['reports:read'] });
  });

  it('gives the token the lifetime of the registration, or that of the test', async () => {
    const { iat = 0, exp = 0 } = await mint();
    expect(exp - iat).toBe(3600);
    const longest = await mint({ lifetime: 86_400 });
    expect(longest.exp! - longest.iat!).toBe(86_400);
  });

  it.each([0, -1, 1.5, 86_401, NaN])('rejects a lifetime of %d seconds', async (lifetime) => {
    await expect(mint({ lifetime })).rejects.toThrow('whole seconds from 1 to 86400');
  });

  it.each(['sub', 'exp', 'scope', 'cnf'])('rejects the reserved claim %s', async (name) => {
    await expect(mint({ claims: { [name]: 'x' } })).rejects.toThrow(`reserved ${name}`);
  });

  it('rejects a scope that the module does not have, and a malformed one', async () => {
    await expect(mint({ scope: 'reports:read orders:read' })).rejects.toThrow(
      'the side default has no scope orders:read; it has: reports:read, reports:write',
    );
    await expect(mint({ scope: '' })).rejects.toThrow('scope is malformed');
  });

  it('rejects a client whose token the guard would reject', async () => {
    const idOf = async (attributes: Partial<NewClient>) => (await newClient(app, attributes)).id;
    const disabled = await idOf({ enabled: false });
    await expect(mint({ clientId: disabled })).rejects.toThrow(`client ${disabled}: disabled`);
    const bound = await idOf({ dpopBoundAccessTokens: true });
    await expect(mint({ clientId: bound })).rejects.toThrow('bound to a key');
    const unknown = randomUUID();
    await expect(mint({ clientId: unknown })).rejects.toThrow(`has no client ${unknown}`);
    const reader = await idOf({});
    expect((await mint({ clientId: reader })).client_id).toBe(reader);
    await expect(mint({ clientId: reader, scope: 'reports:write' })).rejects.toThrow(
      'this client may not ask for reports:write',
    );
  });

  it('rejects an application without the module, and one that is not initialized', async () => {
    const other = await Test.createTestingModule({}).compile();
    await expect(mintAccessToken(other, { scope: 'a:b' })).rejects.toThrow(
      'does not import OAuthModule',
    );
    const early = await Test.createTestingModule({ imports: [register('/early')] }).compile();
    await expect(mintAccessToken(early, { scope: 'reports:read' })).rejects.toThrow(
      'call its init()',
    );
    await early.close();
  });

  it('issues the token of the named side where there are several', async () => {
    const both = await Test.createTestingModule({
      imports: [shop(), register('/admin')],
    }).compile();
    await both.init();
    const scope = 'reports:read';
    await expect(mintAccessToken(both, { scope })).rejects.toThrow('default, admin');
    await expect(mintAccessToken(both, { scope, side: 'staff' })).rejects.toThrow('no side staff');
    for (const [side, iss] of [
      ['default', ISSUER],
      ['admin', `${ISSUER}/admin`],
    ]) {
      const token = await mintAccessToken(both, { scope, side });
      expect(decodeJwt(token)).toMatchObject({ iss, aud: `${iss}/api` });
    }
    await both.close();
  });
});
