import { type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { requireLimits } from '../../libs/database/src/limits.js';
import { requireRights } from '../../libs/database/src/rights.js';
import { Config } from '#config';
import { Database, DatabaseModule, Notifications } from '#database';
import { startApplications, type TestApplications, TESTER } from '../support/applications.js';
import { TcpProxy } from '../support/tcp-proxy.js';
import { hasPgbouncer, Pooler, type PoolerOptions } from '../support/pooler.js';
import { accessToken, api, credentials, tokenRequest } from '../support/requests.js';
import { revoke } from '../support/revocation.js';
import { kidOf } from '../support/signing-keys.js';

/**
 * Runs both applications through a pooler in transaction mode; migrations and commands bypass it.
 */

/** Startup parameters of our connections that the pooler ignores; the role has them instead. */
const IGNORED =
  'statement_timeout, lock_timeout, idle_in_transaction_session_timeout, synchronous_commit';

describe('through a pooler in transaction mode', () => {
  let applications: TestApplications;
  let proxy: TcpProxy | undefined;
  let pooler: Pooler;
  const poolers: Pooler[] = [];
  let token: string;

  beforeAll(async () => {
    if (!hasPgbouncer) return;
    applications = await startApplications(async (config) => {
      const { backoffice, storefront, database, clients } = config;
      const urls = [backoffice.databaseUrl, storefront.databaseUrl];
      const way = await TcpProxy.to(backoffice.databaseUrl);
      proxy = way;
      pooler = await Pooler.before(
        urls.map((url) => way.through(url)),
        {
          settings: { default_pool_size: 3, ignore_startup_parameters: IGNORED },
        },
      );
      for (const side of [backoffice, storefront]) {
        side.databaseUrl = pooler.through(side.databaseUrl);
      }
      Object.assign(database, { changes: 'poll', pollInterval: 200 });
      Object.assign(config.keys, { announceFor: 0 });
      clients.cache.lifetime = 3600; // the cache lifetime would otherwise end stale entries as well
    });
    token = await accessToken(applications.backoffice);
  });
  beforeEach(({ skip }) => {
    skip(!hasPgbouncer, 'there is no /usr/sbin/pgbouncer: nobody has tried a pooler');
  });
  afterEach(() => proxy?.open());
  afterAll(async () => {
    if (!hasPgbouncer) return;
    await applications.stop();
    for (const each of [pooler, ...poolers]) await each.stop();
    await proxy?.end();
  });

  const users = async (with_ = token) => api(applications.backoffice, with_, '/api/users');

  it('many more concurrent requests than pooled connections read and write', async () => {
    const { backoffice } = applications;
    const answers = await Promise.all(
      Array.from({ length: 30 }, async (_, n) =>
        n % 3 > 0
          ? users()
          : api(backoffice, token, '/api/users', {
              method: 'POST',
              document: {
                data: {
                  type: 'users',
                  attributes: {
                    username: `user${n}`,
                    email: `user${n}@example.com`,
                    firstName: 'A',
                    lastName: 'B',
                  },
                },
              },
            }),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  });

  it.each(['backoffice', 'storefront'] as const)(
    'the %s applies a disabled client and a revoked token',
    async (side) => {
      const application = applications[side];
      const client = await application.createClient('users:read');
      const first = await accessToken(application, { client });
      const second = await accessToken(application, { client });
      const status = async (of: string) => (await api(application, of, '/api/users')).status;
      expect([await status(first), await status(second)]).toEqual([200, 200]);

      expect((await revoke(application, client, first)).status).toBe(200);
      await expect.poll(async () => status(first)).toBe(401);
      expect(await status(second)).toBe(200);

      await applications.administration.clients.update(client.clientId, { enabled: false }, TESTER);
      await expect.poll(async () => status(second)).toBe(401);
      expect((await tokenRequest(application, credentials(client))).status).toBe(401);
    },
  );

  it('a key is rotated on request', async () => {
    await applications.database.query(`INSERT INTO key_rotations (side) VALUES ('storefront')`);
    const { storefront } = applications;
    const before = kidOf(await accessToken(storefront));
    const after = async () => kidOf(await accessToken(storefront));
    await expect.poll(after, { timeout: 10_000 }).not.toBe(before);
  });

  it('a database that is busy for long does not count as away', async () => {
    const { dataSource } = applications.backoffice.app.get(Database);
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const work = Array.from({ length: 6 }, async () => {
      for (let time = 0; time < 3; time += 1) await dataSource.query('SELECT pg_sleep(0.8)');
    });
    await Promise.all(work);
    expect(warn.mock.calls.flat().filter((line) => /is away/.test(String(line)))).toEqual([]);
    warn.mockRestore();
  });

  it('failed attempts are counted although the pooler keeps no prepared statements', async () => {
    const { backoffice } = applications;
    const wrong = { ...credentials(backoffice.client), client_secret: 'wrong' };
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => tokenRequest(backoffice, wrong)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
  });

  it('timeouts that the pooler drops are reported, with the SQL that sets them for the role', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const { dataSource } = applications.backoffice.app.get(Database);
    const limits = new Config().database.limits;
    const missed =
      'database.limits are not in effect, probably because of a pooler; run ' +
      'ALTER ROLE backoffice SET statement_timeout = 15000; ' +
      'ALTER ROLE backoffice SET lock_timeout = 5000; ' +
      'ALTER ROLE backoffice SET idle_in_transaction_session_timeout = 15000;';
    await requireLimits(dataSource, limits);
    expect(warn.mock.calls).toEqual([[missed]]);
    warn.mockRestore();
  });

  it('temporary tables cause a warning until the login may not create any', async () => {
    const warn = vi.spyOn(Logger.prototype, 'warn').mockReturnValue();
    const { dataSource } = applications.backoffice.app.get(Database);
    const look = async (sharesSessions: boolean) =>
      requireRights(dataSource, { role: 'backoffice', sharesSessions });
    await look(false);
    expect(warn).not.toHaveBeenCalled();
    await look(true);
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining('the database login backoffice may create temporary tables')],
    ]);
    const name = new URL(applications.database.url).pathname.slice(1);
    await applications.database.query(`REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
    await look(true);
    expect(warn).toHaveBeenCalledTimes(1);
    warn.mockRestore();
  });

  // This test is the last one: for a second after it, the pooler may lack connections.
  it('a database that goes away and comes back behind the pooler is noticed', async () => {
    proxy!.close();
    await expect.poll(async () => (await users()).status, { timeout: 5000 }).toBe(503);
    const startedAt = performance.now();
    expect((await users()).status).toBe(503);
    // A request that waited for a connection would take five seconds.
    expect(performance.now() - startedAt).toBeLessThan(2000);
    proxy!.open();
    await expect.poll(async () => (await users()).status, { timeout: 4000 }).toBe(200);
  });

  it('a process configured to LISTEN refuses to start, and the error says which setting to change', async () => {
    const settings = { ignore_startup_parameters: IGNORED };
    await expect(startBehind({ settings })).rejects.toThrow(
      'set database.changes (DATABASE_CHANGES) to poll, or connect directly',
    );
  });

  it('a process configured to LISTEN starts behind a pooler in session mode', async () => {
    const settings = { ignore_startup_parameters: IGNORED };
    const application = await startBehind({ poolMode: 'session', settings });
    expect(application.get(Notifications).isConnected).toBe(true);
    await application.close();
  });

  it('a process whose timeouts the pooler rejects refuses to start, with the reason', async () => {
    await expect(startBehind({})).rejects.toThrow(
      'unsupported startup parameter: statement_timeout',
    );
  });

  /** Starts a listening process, the default of config.yml, behind a pooler of its own. */
  async function startBehind(options: PoolerOptions): Promise<INestApplicationContext> {
    const url = applications.database.urlOf('backoffice');
    const own = await Pooler.before([url], options);
    poolers.push(own);
    const module = DatabaseModule.register({
      url: own.through(url),
      role: 'backoffice',
      embeddedDirectory: '',
      poolSize: 1,
      limits: new Config().database.limits,
      startTimeout: 5,
      migrate: false,
      applicationName: 'latchkey spec',
      entities: [],
    });
    return NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  }
});
