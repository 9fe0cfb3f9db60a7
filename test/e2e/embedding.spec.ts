import { randomBytes } from 'node:crypto';
import {
  type ArgumentsHost,
  Catch,
  type CanActivate,
  Controller,
  type DynamicModule,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  HttpException,
  Injectable,
  Req,
  Scope,
  UseGuards,
  ValidationPipe,
  VersioningType,
} from '@nestjs/common';
import { type AbstractHttpAdapter, APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { JwtService } from '@nestjs/jwt';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { INestApplication } from '@nestjs/common';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  AccessTokenGuard,
  AccessTokenVerifier,
  Caller,
  Clients,
  ClientSecrets,
  OAuthModule,
  RequireScope,
} from '#oauth';
import { mintAccessToken } from '../../libs/oauth/src/testing/mint-access-token.js';
import { TESTER } from '../support/administration.js';
import { freePort } from '../support/applications.js';
import { createDatabase } from '../support/database.js';
import { databaseUrl } from '../support/database-url.js';

const SECRET = 'a secret of the host';

/** The host's own strategy for its people, under the default name of passport-jwt. */
@Injectable()
class HostStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({ jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(), secretOrKey: SECRET });
  }

  validate({ sub }: { sub: string }) {
    return { person: sub };
  }
}

/** A global guard of the host, which gives every request a user. */
class HostGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<{ user?: object }>();
    request.user ??= { client_id: 'nobody', scope: 'orders:read', sub: 'nobody' };
    return true;
  }
}

/** A filter of the host for its own errors. */
@Catch(HttpException)
class HostFilter implements ExceptionFilter {
  catch(exception: HttpException, host: ArgumentsHost): void {
    const body = { ofHost: exception.getResponse() };
    const response = host.switchToHttp().getResponse<{
      status(code: number): { send(body: object): void };
    }>();
    response.status(exception.getStatus()).send(body);
  }
}

/** A guard of the host that lets everybody in, and the module say who it is if it can. */
@Injectable()
class LenientGuard extends AccessTokenGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    return super.canActivate(context).catch(() => true);
  }
}

@Controller({ path: 'orders', version: '1' })
class OrdersController {
  constructor(private readonly verifier: AccessTokenVerifier) {}

  @Get()
  @UseGuards(AccessTokenGuard)
  @RequireScope('orders:read')
  orders(@Caller() { clientId, scope }: Caller) {
    return { clientId, scope };
  }

  @Get('user')
  @UseGuards(LenientGuard)
  @RequireScope('orders:read')
  user(@Req() { user }: { user: { client_id: string } }) {
    return { clientId: user.client_id };
  }

  @Get('acts')
  @UseGuards(AccessTokenGuard)
  @RequireScope(['orders:read', 'orders:refund'])
  acts(@Caller() caller: Caller) {
    this.verifier.require(caller, 'orders:read');
    this.verifier.require(caller, 'orders:refund');
  }

  @Get('refunds')
  @UseGuards(AccessTokenGuard)
  @RequireScope('orders:refund')
  refunds() {
    return [];
  }
}

@Controller({ path: 'people', version: '1' })
class PeopleController {
  @Get('me')
  @UseGuards(AuthGuard('jwt'))
  me() {
    return { person: true };
  }

  /** A route that matches every path, as that of a single-page application. */
  @Get('*')
  other() {
    return { other: true };
  }
}

interface Options {
  issuer: string;
  dataSource: { url: string } | DataSource;
  withFilter?: boolean;
}

const scopes = { 'orders:read': 'read orders', 'orders:refund': 'refund orders' };

/** The events that the host has received. */
const issued: object[] = [];
const failed: object[] = [];

function register({ issuer, dataSource }: Options) {
  return OAuthModule.register({
    issuer,
    audience: `${issuer}/api`,
    keyEncryptionKey: randomBytes(32),
    dataSource,
    scopes,
    claims: async ({ clientId }, { scope }) => ({ tenant: clientId, count: scope.length }),
    onTokenIssued: (token) => issued.push(token),
    onAuthenticationFailed: (failure) => {
      failed.push(failure);
      throw new Error('of the host');
    },
  });
}

/** Makes the services of one registration available to the test. */
function clientsOf(side: string) {
  const useFactory = (...services: [Clients, ClientSecrets]) => services;
  return { provide: `clients of ${side}`, useFactory, inject: [Clients, ClientSecrets] };
}

function hostModule(options: Options): DynamicModule {
  const oauth = register(options);
  const admin = OAuthModule.registerAsync({
    useFactory: async () => ({
      issuer: `${options.issuer}/admin`,
      audience: 'https://admin.example',
      keyEncryptionKey: randomBytes(32).toString('base64'),
      dataSource: options.dataSource,
      scopes: { 'staff:read': 'read staff' },
    }),
  });
  const shop = {
    module: class Shop {},
    imports: [oauth],
    controllers: [OrdersController, PeopleController],
    providers: [HostStrategy, clientsOf('default')],
  };
  const staff = { module: class Staff {}, imports: [admin], providers: [clientsOf('admin')] };
  const guard = { provide: APP_GUARD, useClass: HostGuard };
  const filter = { provide: APP_FILTER, useClass: HostFilter };
  const providers = options.withFilter ? [guard, filter] : [guard];
  return { module: class Host {}, imports: [shop, staff], providers };
}

/** Lists columns, constraints and indexes by their table, and functions; only names of sides differ. */
async function definitions(
  query: (sql: string) => Promise<Record<string, unknown>[]>,
  schema: string,
): Promise<string[]> {
  const rows = await query(`
    SELECT relname || ' ' || definition AS text FROM pg_class, LATERAL (
      SELECT concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
        attgenerated, pg_get_expr(adbin, adrelid)) AS definition
      FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
      UNION ALL SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
        WHERE conrelid = pg_class.oid AND contype <> 'n' AND conname NOT LIKE '%side_check'
      UNION ALL SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = pg_class.oid
    ) parts
    WHERE relnamespace = '${schema}'::regnamespace AND relkind = 'r'
      AND relname NOT IN ('migrations', 'latchkey_migrations')`);
  // Each side of the shop is notified of TRUNCATE by its name.
  const functions = await query(`
    SELECT 'function ' || proname || prosrc AS text FROM pg_proc
    WHERE pronamespace = '${schema}'::regnamespace AND proname <> 'notify_everything_changed'`);
  return [...rows, ...functions].map(({ text }) =>
    String(text)
      .replaceAll(/\b(?:latchkey|public)\./g, '')
      .replaceAll(/\s+/g, ' '),
  );
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe.each<[string, () => AbstractHttpAdapter]>([
  ['Fastify', () => new FastifyAdapter()],
  ['Express', () => new ExpressAdapter()],
])('OAuthModule in an application on %s', (name, adapter) => {
  let app: INestApplication;
  let issuer: string;
  let client: { client_id: string; client_secret: string };
  let ofHost: DataSource;
  let database: string;

  beforeAll(async () => {
    const serverUrl = inject('postgresUrl');
    database = `host_${randomBytes(6).toString('hex')}`;
    const server = await new DataSource({ type: 'postgres', url: serverUrl }).initialize();
    await server.query(`CREATE DATABASE ${database}`);
    await server.destroy();
    ofHost = new DataSource({ type: 'postgres', url: databaseUrl(serverUrl, database) });
    await ofHost.initialize();
    await ofHost.query('CREATE TABLE once (mine text); CREATE TABLE migrations (mine text)');
    const port = await freePort();
    issuer = `http://127.0.0.1:${port}`;
    const dataSource = name === 'Fastify' ? ofHost : { url: databaseUrl(serverUrl, database) };
    app = await NestFactory.create(
      hostModule({ issuer, dataSource, withFilter: name === 'Express' }),
      adapter(),
      { logger: false, abortOnError: false, cors: { origin: 'https://pages.example' } },
    );
    app.setGlobalPrefix('v');
    app.enableVersioning({ type: VersioningType.HEADER, header: 'X-Version', defaultVersion: '1' });
    const strict = { transform: true, whitelist: true, validateCustomDecorators: true };
    app.useGlobalPipes(new ValidationPipe(strict));
    app.enableShutdownHooks([]);
    await app.listen(port, '127.0.0.1');
    client = await newClient('default', ['orders:read']);
  });

  afterAll(async () => {
    await app.close();
    await ofHost.query('SELECT 1'); // the host's own data source is still open
    await ofHost.destroy();
    const server = await new DataSource({
      type: 'postgres',
      url: inject('postgresUrl'),
    }).initialize();
    await server.query(`DROP DATABASE ${database} WITH (FORCE)`);
    await server.destroy();
  });

  async function newClient(side: string, scopesOfClient: string[]) {
    const [clients, secrets] = app.get<[Clients, ClientSecrets]>(`clients of ${side}`, {
      strict: false,
    });
    const { id } = await clients.create({ side, name: 'batch', scopes: scopesOfClient }, TESTER);
    const { secret } = (await secrets.create(id, {}, TESTER))!;
    return { client_id: id, client_secret: secret };
  }

  const answer = async (response: Response) => ({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: (await response.json()) as Record<string, unknown>,
  });

  const token = async (
    parameters: Record<string, string>,
    path = '',
    headers: Record<string, string> = {},
  ) =>
    answer(
      await fetch(`${issuer}${path}/oauth2-token`, {
        method: 'POST',
        headers: { ...FORM, ...headers },
        body: new URLSearchParams({ grant_type: 'client_credentials', ...parameters }),
      }),
    );

  const get = async (path: string, accessToken?: string) => {
    const authorization = accessToken && { authorization: `Bearer ${accessToken}` };
    return answer(await fetch(issuer + path, { headers: { 'x-version': '1', ...authorization } }));
  };

  const bearer = async () => (await token(client)).body.access_token as string;

  it('issues a token that jose verifies with the published keys', async () => {
    const { status, body, headers } = await token(client, '', { origin: 'https://pages.example' });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3600, scope: 'orders:read' },
    });
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'access-control-allow-origin': 'https://pages.example',
    });
    const keys = createRemoteJWKSet(new URL(`${issuer}/.well-known/jwks.json`));
    const verified = await jwtVerify(body.access_token as string, keys, {
      issuer,
      audience: `${issuer}/api`,
    });
    expect(verified.payload.client_id).toBe(client.client_id);
  });

  it('adds the claims of the host to a token, and tells the host of it', async () => {
    const accessToken = await bearer();
    const { tenant, count, jti } = decodeJwt(accessToken);
    expect({ tenant, count }).toEqual({ tenant: client.client_id, count: 1 });
    const event = { clientId: client.client_id, scope: ['orders:read'], tokenId: jti };
    await expect.poll(() => issued.at(-1)).toMatchObject(event);
    await token({ ...client, client_secret: 'wrong' });
    const failure = { clientId: client.client_id, reason: expect.any(String) as string };
    await expect.poll(() => failed.at(-1)).toMatchObject(failure);
  });

  it('publishes the scopes of the host in the metadata', async () => {
    const { body } = await get('/.well-known/oauth-authorization-server');
    expect(body).toMatchObject({
      issuer,
      token_endpoint: `${issuer}/oauth2-token`,
      scopes_supported: ['orders:read', 'orders:refund'],
    });
  });

  it('rejects a request for a token in the form of RFC 6749 §5.2', async () => {
    const wrong = await token({ ...client, client_secret: 'wrong' });
    expect(wrong).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    expect(wrong.headers['www-authenticate']).toMatch(/^Basic /);
    expect(await token({ ...client, scope: 'orders:refund' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
    const malformed = await fetch(`${issuer}/oauth2-token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(await answer(malformed)).toMatchObject({
      status: 400,
      headers: { 'cache-control': 'no-store' },
      body: { error: 'invalid_request', error_description: 'bad request' },
    });
  });

  it('guards a route with prefix and version, even if another guard has set a user', async () => {
    expect(await get('/v/orders', await bearer())).toMatchObject({
      status: 200,
      body: { clientId: client.client_id, scope: ['orders:read'] },
    });
    const missing = await get('/v/orders');
    expect(missing.status).toBe(401);
    expect(missing.headers['www-authenticate']).toMatch(/^Bearer realm="default"/);
    const denied = await get('/v/orders/refunds', await bearer());
    expect(denied.status).toBe(403);
    expect(denied.headers['www-authenticate']).toContain('error="insufficient_scope"');
    const body = { statusCode: 403, error: 'insufficient_scope' };
    expect(denied.body).toMatchObject(name === 'Express' ? { ofHost: body } : body);
    const act = await get('/v/orders/acts', await bearer());
    const challenge = denied.headers['www-authenticate'];
    expect([act.status, act.body, act.headers['www-authenticate']]).toEqual([
      403,
      denied.body,
      challenge,
    ]);
  });

  it('leaves the passport-jwt strategy and the other routes of the host as they are', async () => {
    const own = new JwtService().sign({ sub: 'ann' }, { secret: SECRET });
    expect(await get('/v/people/me', own)).toMatchObject({ status: 200, body: { person: true } });
    expect((await get('/v/people/me', await bearer())).status).toBe(401);
    expect((await get('/v/orders', own)).status).toBe(401);
    expect(await get('/v/people/any')).toMatchObject({ status: 200, body: { other: true } });
  });

  it('keeps two registrations apart by the paths of their issuers', async () => {
    const ofAdmin = await newClient('admin', ['staff:read']);
    const { status, body } = await token(ofAdmin, '/admin');
    expect({ status, scope: body.scope }).toEqual({ status: 200, scope: 'staff:read' });
    expect((await token(ofAdmin)).status).toBe(401);
    expect((await token(client, '/admin')).status).toBe(401);
    expect((await get('/v/orders', body.access_token as string)).status).toBe(401);
    for (const path of [
      '/admin/.well-known/oauth-authorization-server',
      '/.well-known/oauth-authorization-server/admin',
    ]) {
      expect((await get(path)).body).toMatchObject({
        issuer: `${issuer}/admin`,
        token_endpoint: `${issuer}/admin/oauth2-token`,
      });
    }
  });

  it('revokes a token at once, and does not give its claims to the host any more', async () => {
    const revoked = await bearer();
    expect((await get('/v/orders/user', revoked)).body).toEqual({ clientId: client.client_id });
    const response = await fetch(`${issuer}/oauth2-token/revoke`, {
      method: 'POST',
      headers: FORM,
      body: new URLSearchParams({ ...client, token: revoked }),
    });
    expect(response.status).toBe(200);
    expect((await get('/v/orders', revoked)).status).toBe(401);
    expect((await get('/v/orders/user', revoked)).body).toEqual({ clientId: 'nobody' });
  });

  it('makes its tables in a schema of its own, without those of the shop', async () => {
    const rows = await ofHost.query<{ schema: string; name: string }[]>(
      `SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
       WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2`,
    );
    const of = (schema: string) =>
      rows.filter((row) => row.schema === schema).map((row) => row.name);
    expect(of('public')).toEqual(['migrations', 'once']);
    expect(of('latchkey')).toContain('oauth_clients');
    expect(of('latchkey').filter((table) => /staff|customer|roles/.test(table))).toEqual([]);
  });

  it('makes its tables like those of the applications of this repository', async () => {
    const shop = await createDatabase();
    try {
      const own = await definitions(async (sql) => ofHost.query(sql), 'latchkey');
      const ofShop = await definitions(async (sql) => shop.query(sql), 'public');
      expect(own.length).toBeGreaterThan(150);
      expect(own.filter((definition) => !ofShop.includes(definition))).toEqual([]);
      const tableOf = (definition: string) => definition.split(' ', 1)[0];
      const tables = new Set(own.map(tableOf));
      tables.delete('function');
      const missing = ofShop.filter((definition) => !own.includes(definition));
      // Hosts have no list of clients with a search.
      const searched = /oauth_clients_(?:search|pairs)_idx/;
      const others = missing.filter((definition) => !searched.test(definition));
      expect(others.filter((definition) => tables.has(tableOf(definition)))).toEqual([]);
    } finally {
      await shop.drop();
    }
  });

  it('seals the audit events of the host in the chain', async () => {
    const sealed = async () => {
      const [row] = await ofHost.query<[{ events: number }]>(
        `SELECT count(*)::int AS events FROM latchkey.audit_events WHERE action = 'client.created'`,
      );
      return row.events;
    };
    await expect.poll(sealed, { timeout: 5000 }).toBeGreaterThan(0);
  });
});

it('OAuthModule stops the start when its options depend on a request', async () => {
  @Injectable({ scope: Scope.REQUEST })
  class OfRequest {}
  class Options {}
  const options = { module: Options, providers: [OfRequest], exports: [OfRequest] };
  const oauth = OAuthModule.registerAsync({
    imports: [options],
    inject: [OfRequest],
    useFactory: () => {
      throw new Error('a request has none');
    },
  });
  const app = await NestFactory.create(oauth, new FastifyAdapter(), { logger: false });
  await expect(app.init()).rejects.toThrow('must not depend on request-scoped providers');
  await app.close();
});

it('OAuthModule makes no schema without `migrate`, and none of PostgreSQL or with another name', async () => {
  const url = inject('postgresUrl');
  const start = async (options: object) => {
    const issuer = 'http://127.0.0.1:1';
    const required = { issuer, audience: issuer, keyEncryptionKey: randomBytes(32) };
    const oauth = OAuthModule.register({ ...required, dataSource: { url }, ...options });
    const silent = { logger: false, abortOnError: false } as const;
    const app = await NestFactory.create(oauth, new FastifyAdapter(), silent);
    try {
      await app.init();
    } finally {
      await app.close();
    }
  };
  const schema = `not_made_${randomBytes(4).toString('hex')}`;
  await expect(start({ schema, migrate: false })).rejects.toThrow('does not exist');
  const quoted = `${schema}; CREATE SCHEMA ${schema}_more`;
  for (const name of [quoted, null, 'pg_catalog', 'pg_mine', 'information_schema']) {
    await expect(start({ schema: name })).rejects.toThrow('the schema must match');
  }
  const server = await new DataSource({ type: 'postgres', url }).initialize();
  const made = await server.query('SELECT 1 FROM pg_namespace WHERE nspname LIKE $1', [
    `${schema}%`,
  ]);
  await server.destroy();
  expect(made).toEqual([]);
});

it('OAuthModule makes its tables in a schema whose name is a word of SQL', async () => {
  const shop = await createDatabase();
  const issuer = 'http://127.0.0.1:1';
  const required = { issuer, audience: issuer, keyEncryptionKey: randomBytes(32) };
  const dataSource = { url: shop.url };
  const oauth = OAuthModule.register({ ...required, dataSource, schema: 'user', scopes });
  const silent = { logger: false, abortOnError: false } as const;
  const app = await NestFactory.create(oauth, new FastifyAdapter(), silent);
  await app.init();
  const token = await mintAccessToken(app, { scope: 'orders:read' });
  const clients = await shop.query('SELECT client_id FROM "user".oauth_clients');
  expect(clients).toEqual([{ client_id: decodeJwt(token).client_id }]);
  await app.close();
  await shop.drop();
});

it('OAuthModule starts when another process makes its schema at the same moment', async () => {
  const shop = await createDatabase();
  const other = await new DataSource({ type: 'postgres', url: shop.url }).initialize();
  const transaction = other.createQueryRunner();
  await transaction.startTransaction();
  await transaction.query('CREATE SCHEMA latchkey');
  const oauth = register({ issuer: 'http://127.0.0.1:1', dataSource: { url: shop.url } });
  const silent = { logger: false, abortOnError: false } as const;
  const created = NestFactory.create(oauth, new FastifyAdapter(), silent);
  const waiting = async () =>
    other.query(
      `SELECT 1 FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  await expect.poll(waiting).toHaveLength(1);
  await transaction.commitTransaction();
  const app = await created;
  await app.init();
  expect(await other.query('SELECT count(*)::int AS n FROM latchkey.oauth_clients')).toEqual([
    { n: 0 },
  ]);
  await app.close();
  await transaction.release();
  await other.destroy();
  await shop.drop();
});
