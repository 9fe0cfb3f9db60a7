import { type ChildProcess, execFile } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { findBinaries } from '../../libs/database/src/embedded/binaries.js';
import { createCluster, readPassword } from '../../libs/database/src/embedded/cluster.js';
import { serverUrl } from '../../libs/database/src/embedded/reach.js';
import { ServerAccount } from '../../libs/database/src/embedded/server-account.js';
import { freePort } from '../support/applications.js';

const START_MS = 60_000;
const PROBE_PAUSE_MS = 5;

/**
 * Settings that differ from the defaults. WAL that the standby has not read stays until it starts.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  wal_keep_size: '4GB',
};

/** The application name that identifies the standby to the primary. */
const STANDBY = 'standby';

/**
 * A PostgreSQL server whose processes a scenario can stop and kill. The embedded server of the
 * other tests is shared by the complete run.
 */
export class PostgresServer {
  #server?: ChildProcess;

  private constructor(
    private readonly directory: string,
    private readonly account: ServerAccount,
    private readonly settings: Record<string, string>,
    readonly port: number,
    /** postgres:// URL of the superuser. */
    readonly url: string,
  ) {}

  /** Creates the data in a new directory. Does not start the server. */
  static async create(
    directory: string,
    settings: Record<string, string> = {},
  ): Promise<PostgresServer> {
    const { initdb } = await findBinaries();
    await createCluster(directory, initdb, await ServerAccount.for(directory, initdb));
    return PostgresServer.#of(directory, { ...SETTINGS, ...settings });
  }

  /**
   * Creates a standby of this server. Call it before the first start, when a copy of the files is a
   * complete base backup. The standby may start much later.
   */
  async createStandby(directory: string): Promise<PostgresServer> {
    await promisify(execFile)('cp', ['-a', this.directory, directory]);
    await writeFile(join(directory, 'standby.signal'), '');
    const password = await readPassword(directory);
    return PostgresServer.#of(directory, {
      ...SETTINGS,
      primary_conninfo:
        `host=127.0.0.1 port=${this.port} user=postgres password=${password} ` +
        `sslmode=disable application_name=${STANDBY}`,
    });
  }

  static async #of(directory: string, settings: Record<string, string>) {
    const { postgres } = await findBinaries();
    const account = await ServerAccount.for(directory, postgres);
    const port = await freePort();
    const url = serverUrl(await readPassword(directory), port);
    return new PostgresServer(directory, account, settings, port, url);
  }

  /** Resolves when the server accepts connections. */
  async start(): Promise<void> {
    if (this.#isRunning) return;
    const { postgres } = await findBinaries();
    const settings = Object.entries(this.settings).map(([name, value]) => `--${name}=${value}`);
    const logFile = join(this.directory, 'server.log');
    const log = await open(logFile, 'a', 0o600);
    try {
      await this.account.own(logFile);
      const parameters = ['-D', this.directory, '-p', String(this.port), ...settings];
      this.#server = await this.account.start(postgres, parameters, log.fd);
    } finally {
      await log.close();
    }
    await this.#untilItAnswers();
  }

  /** Ends the sessions and writes all data, like an administrator who stops the server. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    const ended = once(this.#server!, 'exit');
    process.kill(this.#pid, 'SIGINT');
    await ended;
  }

  /** Kills all processes at once, like a power failure. */
  async kill(): Promise<void> {
    if (!this.#isRunning) return;
    const ended = once(this.#server!, 'exit');
    await this.#signalAll('SIGKILL');
    await ended;
    // Another process may have this process id at the next start.
    await rm(join(this.directory, 'postmaster.pid'), { force: true });
  }

  /**
   * Suspends all processes. Connections stay open without answers, as with hanging storage or a VM
   * that moves.
   */
  async pause(): Promise<void> {
    await this.#signalAll('SIGSTOP');
  }

  async resume(): Promise<void> {
    await this.#signalAll('SIGCONT');
  }

  /**
   * Makes the standby synchronous: PostgreSQL confirms a commit only when the standby has it.
   * Resolves when it replicates.
   */
  async requireStandby(): Promise<void> {
    await this.query(`ALTER SYSTEM SET synchronous_standby_names = '${STANDBY}'`);
    await this.query('SELECT pg_reload_conf()');
    for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(50)) {
      const [row] = await this.query(`SELECT sync_state FROM pg_stat_replication
        WHERE state = 'streaming' AND replay_lsn IS NOT NULL`);
      if (row?.sync_state === 'sync') return;
    }
    throw new Error('the standby does not replicate from the primary');
  }

  /** Promotes this standby. Resolves when it is a primary. */
  async promote(): Promise<void> {
    await this.query('SELECT pg_promote()');
  }

  /** Ends every connection except its own. */
  async terminateConnections(): Promise<void> {
    await this.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`);
  }

  async query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => {}); // scenarios stop the server on purpose
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  get #pid(): number {
    return this.#server!.pid!;
  }

  get #isRunning(): boolean {
    return this.#server !== undefined && this.#server.exitCode === null && !this.#server.signalCode;
  }

  /**
   * Sends a signal to all processes. First stops the postmaster, which starts new ones. Each has
   * its own process group.
   */
  async #signalAll(signal: NodeJS.Signals): Promise<void> {
    process.kill(this.#pid, 'SIGSTOP');
    const children = await readFile(`/proc/${this.#pid}/task/${this.#pid}/children`, 'utf8');
    for (const pid of [...children.split(' ').filter(Boolean).map(Number), this.#pid]) {
      process.kill(pid, signal);
    }
  }

  async #untilItAnswers(): Promise<void> {
    for (
      const deadline = Date.now() + START_MS;
      Date.now() < deadline;
      await pause(PROBE_PAUSE_MS)
    ) {
      if (!this.#isRunning) break;
      if (await this.query('SELECT').catch(() => null)) return;
    }
    throw new Error(await readFile(join(this.directory, 'server.log'), 'utf8'));
  }
}
