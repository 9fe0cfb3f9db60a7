import { randomBytes, randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { BackofficeModule } from '../../apps/backoffice/src/backoffice.module.js';
import { StorefrontModule } from '../../apps/storefront/src/storefront.module.js';
import { Config } from '#config';
import { type NewClient, type Side, SIDES } from '#oauth';
import { startServer, type RunningServer } from '#server';
import { Administration, type TestClient } from './administration.js';
import { createDatabase, type TestDatabase } from './database.js';
import { describedAt } from './described-origins.js';

export { TESTER, type TestClient } from './administration.js';

export interface TestApplication extends RunningServer {
  side: Side;
  url: string;
  /** A client that may read and write users. */
  client: TestClient;
  /** Registers another client; scopes are separated by spaces. */
  createClient(scopes?: string, attributes?: Partial<NewClient>): Promise<TestClient>;
}

export interface TestApplications {
  backoffice: TestApplication;
  storefront: TestApplication;
  database: TestDatabase;
  /** Administers clients of both sides with the rights of the owner of the database. */
  administration: Administration;
  stop(): Promise<void>;
}

/** One application of an installation, without the other. */
export type TestSide<S extends Side> = Omit<TestApplications, Exclude<Side, S>>;

/**
 * Starts both applications in this process, on their own ports and a database of their own, each with
 * its own login. `stop` drops the database, even if it was passed in.
 */
export async function startApplications(
  adjust: Adjust = () => {},
  given?: TestDatabase,
): Promise<TestApplications> {
  return startSides(SIDES, adjust, given);
}

/** Starts only one application, for tests that do not use the other; this takes half the time. */
export async function startSide<S extends Side>(
  side: S,
  adjust: Adjust = () => {},
  given?: TestDatabase,
): Promise<TestSide<S>> {
  return startSides([side], adjust, given);
}

type Adjust = (config: Config) => unknown;

async function startSides<S extends Side>(
  sides: readonly S[],
  adjust: Adjust,
  given?: TestDatabase,
): Promise<TestSide<S>> {
  const database = given ?? (await createDatabase());
  const config = await testConfig(database);
  await adjust(config);
  const administration = await Administration.open(database.url);
  const started = {} as Record<Side, TestApplication>;
  for (const side of sides) started[side] = await startApplication(side, config, administration);
  const applications: TestApplications = {
    ...started,
    database,
    administration,
    stop: async () => {
      await Promise.all([...Object.values(started).map(stop), administration.close()]);
      await database.drop();
    },
  };
  return applications;
}

/** Stops the application without the time that it gives open connections for a next request. */
async function stop(application: TestApplication): Promise<void> {
  application.app.getHttpServer().closeIdleConnections();
  await application.stop();
}

/** Returns the default configuration with free ports, a real database, keys, and no log. */
export async function testConfig(database: TestDatabase): Promise<Config> {
  const config = new Config();
  config.database.url = database.url;
  config.log.level = 'silent';
  // A test sends many requests with few clients.
  Object.assign(config.clients.limits, { requestsInFlight: 10_000, requestsPerSecond: 100_000 });
  // Tests check the chain themselves, and some count the statements of the server.
  config.audit.verifyEvery = 0;
  // All tests send from one address, and many requests fail on purpose.
  const limits = { perClient: 10_000, perNetwork: 1_000_000, recorded: 500 };
  Object.assign(config.clients.failedAttempts, limits);
  Object.assign(config.clients.refusals, { recorded: 10_000, recordedPerClient: 10_000 });
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

/** Ports below the range that Linux uses for outgoing connections, which could take a port first. */
const PORTS = { from: 10_100, to: 32_767 };

/** Each worker has its own ports, so no other worker takes a port between the probe and the start. */
const SHARES = 16;
const SHARE = Math.floor((PORTS.to - PORTS.from) / SHARES);
const first = PORTS.from + (Number(process.env.VITEST_POOL_ID ?? 0) % SHARES) * SHARE;
let taken = randomInt(SHARE);

/** Returns a free port. Port 0 is not possible: the issuer must be known before the server listens. */
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
