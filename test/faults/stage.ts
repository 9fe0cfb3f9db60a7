import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Administration } from '../support/administration.js';
import { latchkey } from '../support/latchkey.js';
import { install } from './installation.js';
import type { Target } from './load.js';
import { PostgresServer } from './postgres-server.js';
import { Replica } from './replica.js';
import { hasNginx, type Nginx } from '../support/nginx.js';
import { startReverseProxy } from './reverse-proxy.js';

const CLIENTS = 4;

interface Parts {
  directory: string;
  environment: Record<string, string>;
  postgres: PostgresServer;
  standby: PostgresServer;
  replicas: Replica[];
  proxy: Nginx | null;
}

/**
 * A deployment of the back office on this machine: PostgreSQL with a standby that is not started
 * yet, two replicas and a third in reserve, and nginx in front if it is installed.
 */
export class Stage {
  /** Variables of the command line, and of replicas when they start. */
  readonly environment: Record<string, string>;
  readonly standby: PostgresServer;
  readonly replicas: readonly Replica[];
  readonly proxy: Nginx | null;
  /** The primary; after a promotion the former standby. */
  postgres: PostgresServer;

  private constructor(private readonly parts: Parts) {
    ({
      environment: this.environment,
      postgres: this.postgres,
      standby: this.standby,
      replicas: this.replicas,
      proxy: this.proxy,
    } = parts);
  }

  static async set(): Promise<Stage> {
    const directory = await mkdtemp(join(tmpdir(), 'latchkey-faults-'));
    await chmod(directory, 0o755); // when root starts them, PostgreSQL and nginx run as another user
    const postgres = await PostgresServer.create(join(directory, 'primary'));
    const standby = await postgres.createStandby(join(directory, 'standby'));
    await postgres.start();
    const environment = await install(directory, postgres.url);
    const { code, errors } = await latchkey({ environment }, 'database', 'migrate', '--roles');
    if (code !== 0) throw new Error(errors);

    const replicas = [];
    for (let count = 3; count > 0; count -= 1) replicas.push(await Replica.on(environment));
    const ports = replicas.map(({ port }) => port);
    const proxy = hasNginx ? await startReverseProxy(join(directory, 'nginx'), ports) : null;
    environment.BACKOFFICE_URL = proxy?.url ?? replicas[0]!.url; // one issuer for all
    await Promise.all(replicas.slice(0, 2).map(async (replica) => replica.start()));
    return new Stage({ directory, environment, postgres, standby, replicas, proxy });
  }

  /** Creates new clients, and returns them with the URLs of the servers. */
  async target(): Promise<Target> {
    const administration = await Administration.open(this.postgres.url);
    try {
      const scopes = ['users:read', 'customers:read', 'customers:write', 'tokens:introspect'];
      const clients = [];
      for (let count = CLIENTS; count > 0; count -= 1) {
        clients.push(await administration.createClient());
      }
      const urls = this.replicas.slice(0, 2).map(({ url }) => url);
      const origins = this.proxy ? [this.proxy.url] : urls;
      return { origins, clients, caller: await administration.createClient({ scopes }) };
    } finally {
      await administration.close();
    }
  }

  /** Moves the database to another port and restarts the replicas. */
  async moveDatabase(port: number): Promise<void> {
    for (const [name, value] of Object.entries(this.environment)) {
      if (!name.endsWith('DATABASE_URL')) continue;
      this.environment[name] = Object.assign(new URL(value), { port: String(port) }).href;
    }
    for (const replica of this.replicas.slice(0, 2)) {
      await replica.stop();
      await replica.start();
    }
  }

  /**
   * Starts every process that has ended by itself. Returns the last output of each such replica.
   */
  async repair(): Promise<string[]> {
    await this.postgres.start();
    const outputs = [];
    for (const replica of this.replicas.slice(0, 2)) {
      const last = replica.exitOutput();
      if (last === null) continue;
      outputs.push(last);
      await replica.kill();
      await replica.start();
    }
    return outputs;
  }

  /** Returns the length of the output of each replica. */
  outputLengths(): number[] {
    return this.replicas.map(({ output }) => output.length);
  }

  /** Returns the output of the replicas after these lengths. */
  outputSince(lengths: readonly number[]): string {
    return this.replicas.map(({ output }, at) => output.slice(lengths[at])).join('');
  }

  async strike(): Promise<void> {
    await Promise.all(this.replicas.map(async (replica) => replica.kill()));
    await this.proxy?.stop();
    await this.standby.kill();
    await this.parts.postgres.kill();
    if (!process.env.KEEP) await rm(this.parts.directory, { recursive: true, force: true });
  }
}
