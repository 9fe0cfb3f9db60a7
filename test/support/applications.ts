import { randomBytes } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { BackofficeModule } from '../../apps/backoffice/src/backoffice.module.js';
import { StorefrontModule } from '../../apps/storefront/src/storefront.module.js';
import { Config } from '#config';
import { type Administrator, Clients, ClientSecrets, type NewClient, type Side } from '#oauth';
import { startServer, type RunningServer } from '#server';
import { createDatabase, type TestDatabase } from './database.js';

export interface TestApplication extends RunningServer {
  side: Side;
  url: string;
  /** May read and write users. */
  client: TestClient;
  /** Registers one more; scopes are separated by spaces. */
  createClient(scopes?: string, attributes?: Partial<NewClient>): Promise<TestClient>;
}

export interface TestClient {
  clientId: string;
  clientSecret: string;
}

export interface TestApplications {
  backoffice: TestApplication;
  storefront: TestApplication;
  database: TestDatabase;
  stop(): Promise<void>;
}

/** Whoever sets a test up may do everything. */
export const TESTER: Administrator = {
  actor: { type: 'system', name: 'test' },
  scopes: 'all',
  ownerId: null,
};

/** Both applications in this process, on ports of their own and a database of their own. */
export async function startApplications(
  adjust: (config: Config) => void = () => {},
): Promise<TestApplications> {
  const database = await createDatabase();
  const config = await testConfig(database.url);
  adjust(config);
  const backoffice = await startApplication('backoffice', config);
  const storefront = await startApplication('storefront', config);
  return {
    backoffice,
    storefront,
    database,
    stop: async () => {
      await Promise.all([backoffice.stop(), storefront.stop()]);
      await database.drop();
    },
  };
}

/** As config.yml would have it, on free ports, with a real database and keys, and silent. */
export async function testConfig(databaseUrl: string): Promise<Config> {
  const config = new Config();
  config.database.url = databaseUrl;
  config.log.level = 'silent';
  // Every test comes from one address, and many of them fail on purpose.
  Object.assign(config.clients.failedAttempts, { perClient: 10_000, perNetwork: 1_000_000 });
  for (const side of ['backoffice', 'storefront'] as const) {
    const application = config[side];
    application.host = '127.0.0.1';
    application.port = await freePort();
    application.managementPort = 0;
    application.publicUrl = `http://127.0.0.1:${application.port}`;
    application.oauth.keyEncryptionKey = randomBytes(32).toString('base64');
  }
  return config;
}

async function startApplication(side: Side, config: Config): Promise<TestApplication> {
  const module = side === 'backoffice' ? BackofficeModule : StorefrontModule;
  const server = await startServer(side, module.register(config), config);
  const createClient = async (
    scopes = 'users:read users:write',
    attributes: Partial<NewClient> = {},
  ) => {
    const name = `client ${randomBytes(4).toString('hex')}`;
    const { id } = await server.app
      .get(Clients)
      .create({ side, name, scopes: scopes.split(' '), ...attributes }, TESTER);
    const made = await server.app.get(ClientSecrets).create(id, {}, TESTER);
    return { clientId: id, clientSecret: made!.secret };
  };
  const url = config[side].issuer;
  return { ...server, side, url, createClient, client: await createClient() };
}

/** The issuer has to be known before the server listens, so port 0 will not do. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
