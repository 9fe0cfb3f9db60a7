import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { type Side, SIDES } from '#oauth';
import { install } from '../faults/installation.js';
import { Replica } from '../faults/replica.js';
import { Administration, type TestClient } from '../support/administration.js';
import { Haproxy } from '../support/haproxy.js';
import { latchkey } from '../support/latchkey.js';
import { Cluster } from './cluster.js';
import { haproxyExample } from './example-files.js';

/** Processes of each side. */
const REPLICAS = 2;

const CLIENTS = 2;

/** HAProxy knows after two failed checks, one second apart, which machines have no primary. */
const CHECKED_MS = 3_000;

/** A pause of the processes before they are ready again. */
const READY_MS = 30_000;
const PROBE_PAUSE_MS = 50;

/** One side with its processes and clients, as the load uses it. */
export interface Target {
  origins: readonly string[];
  /** Clients that request tokens. */
  clients: readonly TestClient[];
  /** A client that reads users and, in the back office, reads and writes customers. */
  caller: TestClient;
}

/** Two processes of each side, HAProxy, and the machines of the database. */
export class Stage {
  private constructor(
    readonly cluster: Cluster,
    private readonly haproxy: Haproxy,
    readonly replicas: readonly Replica[],
    /** Variables of the command line. */
    readonly environment: Record<string, string>,
  ) {}

  static async set(directory: string): Promise<Stage> {
    const cluster = await Cluster.start(directory);
    const { text, port } = await haproxyExample();
    const haproxy = await Haproxy.start(directory, port, text, async () =>
      isPrimary(port, cluster),
    );
    await pause(CHECKED_MS);
    const ownerUrl = await createDatabase(port, cluster);
    const environment = await install(directory, ownerUrl);
    await command(environment, 'database', 'migrate', '--roles');

    const replicas = [];
    for (const side of SIDES) {
      const own = [];
      for (let count = REPLICAS; count > 0; count -= 1)
        own.push(await Replica.on(environment, side));
      const name = side.toUpperCase();
      environment[`${name}_URL`] = own[0]!.url; // one issuer for all
      environment[`${name}_HOST`] = '127.0.0.1';
      replicas.push(...own);
    }
    await Promise.all(replicas.map(async (replica) => replica.start()));
    return new Stage(cluster, haproxy, replicas, environment);
  }

  /** Creates new clients of each side, and returns them with the URLs of the servers. */
  async targets(): Promise<Record<Side, Target>> {
    const administration = await Administration.open(this.environment.DATABASE_URL!);
    const target = async (side: Side, scopes: string[]): Promise<Target> => {
      const clients = [];
      for (let count = CLIENTS; count > 0; count -= 1) {
        clients.push(await administration.createClient({ side }));
      }
      const own = this.replicas.filter((replica) => replica.side === side);
      const caller = await administration.createClient({ side, scopes });
      return { origins: own.map(({ url }) => url), clients, caller };
    };
    try {
      return {
        backoffice: await target('backoffice', ['users:read', 'customers:read', 'customers:write']),
        storefront: await target('storefront', ['users:read']),
      };
    } finally {
      await administration.close();
    }
  }

  /** Runs a statement with the rights of the owner of the tables, through HAProxy. */
  async query(sql: string, values: unknown[]): Promise<Record<string, unknown>[]> {
    return query(this.environment.DATABASE_URL!, sql, values);
  }

  /** Returns what `latchkey audit verify` says. @throws Error when it finds a fault */
  async verifyAudit(): Promise<string> {
    return command(this.environment, 'audit', 'verify');
  }

  /** Resolves when each process is ready. @throws Error when one is not, or has ended */
  async untilReady(): Promise<void> {
    for (const replica of this.replicas) {
      for (const deadline = Date.now() + READY_MS; !(await replica.isReady());) {
        const output = replica.exitOutput();
        if (output !== null) throw new Error(`a server ended by itself: ${output}`);
        if (Date.now() > deadline) throw new Error(`a server is not ready: ${replica.output}`);
        await pause(PROBE_PAUSE_MS);
      }
    }
  }

  async strike(): Promise<void> {
    await Promise.all(this.replicas.map(async (replica) => replica.kill()));
    await this.haproxy.stop();
    const { machines, etcd } = this.cluster;
    await Promise.all([...machines, ...etcd].map(async (machine) => machine.kill()));
  }
}

/** Creates the owner of the tables with its database. Returns its URL. */
async function createDatabase(port: number, cluster: Cluster): Promise<string> {
  const url = superuserUrl(port, cluster);
  await query(url, `CREATE ROLE latchkey LOGIN CREATEROLE PASSWORD 'x'`);
  await query(url, `CREATE DATABASE latchkey OWNER latchkey ENCODING 'UTF8' TEMPLATE template0`);
  return `postgres://latchkey:x@127.0.0.1:${port}/latchkey`;
}

async function isPrimary(port: number, cluster: Cluster): Promise<boolean> {
  const sql = 'SELECT pg_is_in_recovery() AS "isStandby"';
  const rows = await query(superuserUrl(port, cluster), sql).catch(() => []);
  return rows[0]?.isStandby === false;
}

function superuserUrl(port: number, { superuser }: Cluster): string {
  const { user, password } = superuser;
  return `postgres://${user}:${password}@127.0.0.1:${port}/postgres`;
}

async function query(url: string, sql: string, values: unknown[] = []) {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // the next statement reports the loss
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function command(environment: Record<string, string>, ...words: string[]): Promise<string> {
  const { code, output, errors } = await latchkey({ environment }, ...words);
  if (code !== 0) throw new Error(`latchkey ${words.join(' ')}: ${output}${errors}`);
  return output;
}
