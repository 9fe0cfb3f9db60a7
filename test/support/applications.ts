import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { BackofficeModule } from '../../apps/backoffice/src/backoffice.module.js';
import { StorefrontModule } from '../../apps/storefront/src/storefront.module.js';
import { Config } from '#config';
import type { NewClient, Side } from '#oauth';
import { startServer, type RunningServer } from '#server';
import { Administration, type TestClient } from './administration.js';
import { createDatabase, type TestDatabase } from './database.js';
import { describedAt } from './described-origins.js';

export { TESTER, type TestClient } from './administration.js';

export interface TestApplication extends RunningServer {
  side: Side;
  url: string;
  /** May read and write users. */
  client: TestClient;
  /** Registers one more; scopes are separated by spaces. */
  createClient(scopes?: string, attributes?: Partial<NewClient>): Promise<TestClient>;
}

export interface TestApplications {
  backoffice: TestApplication;
  storefront: TestApplication;
  database: TestDatabase;
  /** Clients of either side, with the rights of who owns the database. */
  administration: Administration;
  stop(): Promise<void>;
}

/**
 * Both applications in this process, on ports of their own and a database of
 * their own, each with its own login. At the end they drop that database, also a given one.
 */
export async function startApplications(
  adjust: (config: Config) => unknown = () => {},
  given?: TestDatabase,
): Promise<TestApplications> {
  const database = given ?? (await createDatabase());
  const config = await testConfig(database);
  await adjust(config);
  const administration = await Administration.open(database.url);
  const backoffice = await startApplication('backoffice', config, administration);
  const storefront = await startApplication('storefront', config, administration);
  return {
    backoffice,
    storefront,
    database,
    administration,
    stop: async () => {
      await Promise.all([backoffice.stop(), storefront.stop(), administration.close()]);
      await database.drop();
    },
  };
}

/** As config.yml would have it, on free ports, with a real database and keys, and silent. */
export async function testConfig(database: TestDatabase): Promise<Config> {
  const config = new Config();
  config.database.url = database.url;
  config.log.level = 'silent';
  // A test asks with few clients, and as fast as it can.
  Object.assign(config.clients.limits, { requestsInFlight: 10_000, requestsPerSecond: 100_000 });
  // Every test comes from one address, and many of them fail on purpose.
  const limits = { perClient: 10_000, perNetwork: 1_000_000, recorded: 500 };
  Object.assign(config.clients.failedAttempts, limits);
  for (const side of ['backoffice', 'storefront'] as const) {
    const application = config[side];
    application.host = '127.0.0.1';
    application.port = await freePort();
    application.managementPort = 0;
    application.publicUrl = `http://127.0.0.1:${application.port}`;
    application.databaseUrl = database.urlOf(side);
    application.oauth.keyEncryptionKey = randomBytes(32).toString('base64');
  }
  return config;
}

async function startApplication(
  side: Side,
  config: Config,
  administration: Administration,
): Promise<TestApplication> {
  const module = side === 'backoffice' ? BackofficeModule : StorefrontModule;
  const server = await startServer(side, module.register(config), config);
  const createClient = async (
    scopes = 'users:read users:write',
    attributes: Partial<NewClient> = {},
  ) => administration.createClient({ side, scopes: scopes.split(' '), ...attributes });
  const url = config[side].issuer;
  describedAt(url, server.app);
  return { ...server, side, url, createClient, client: await createClient() };
}

/** Below the ports that Linux gives to connections: none takes a port before its server listens. */
const PORTS = { from: 10_100, to: 32_767 };

/** Each worker has ports of its own: between a probe and its server nobody else takes one. */
const SHARES = 16;
const SHARE = Math.floor((PORTS.to - PORTS.from) / SHARES);
const first = PORTS.from + (Number(process.env.VITEST_POOL_ID ?? 0) % SHARES) * SHARE;
let taken = randomInt(SHARE);

/** The issuer has to be known before the server listens, so port 0 will not do. */
export async function freePort(): Promise<number> {
  taken = (taken + 1) % SHARE;
  const port = first + taken;
  const probe = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    probe.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!isFree) return freePort();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
