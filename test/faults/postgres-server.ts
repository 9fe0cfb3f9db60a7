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

/** As shipped otherwise. What the standby has not read yet stays, however long it starts later. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  wal_keep_size: '4GB',
};

/** How the primary knows the standby. */
const STANDBY = 'standby';

/**
 * A PostgreSQL whose every process is at our mercy, unlike the embedded one of the other tests,
 * which the whole run shares.
 */
export class PostgresServer {
  #server?: ChildProcess;

  private constructor(
    private readonly directory: string,
    private readonly account: ServerAccount,
    private readonly settings: Record<string, string>,
    readonly port: number,
    /** postgres:// of who may do everything. */
    readonly url: string,
  ) {}

  /** Makes its data, in a directory that does not exist. It does not run yet. */
  static async create(
    directory: string,
    settings: Record<string, string> = {},
  ): Promise<PostgresServer> {
    const { initdb } = await findBinaries();
    await createCluster(directory, initdb, await ServerAccount.for(directory, initdb));
    return PostgresServer.#of(directory, { ...SETTINGS, ...settings });
  }

  /**
   * Another one that will follow this one. Before the first start, when a copy of the files is all
   * that there is to a base backup; it may start much later.
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

  /** Resolves when it accepts connections; at once when it does already. */
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

  /** Ends the sessions and writes what is to be written: a restart by an administrator. */
  async stop(): Promise<void> {
    if (!this.#isRunning) return;
    const ended = once(this.#server!, 'exit');
    process.kill(this.#pid, 'SIGINT');
    await ended;
  }

  /** All its processes at once, with no time for anything: a machine that loses its power. */
  async kill(): Promise<void> {
    if (!this.#isRunning) return;
    const ended = once(this.#server!, 'exit');
    await this.#signalAll('SIGKILL');
    await ended;
    // The number of the process may be somebody else's by the next start.
    await rm(join(this.directory, 'postmaster.pid'), { force: true });
  }

  /** It keeps its connections and answers nobody: storage that hangs, a virtual machine that moves. */
  async pause(): Promise<void> {
    await this.#signalAll('SIGSTOP');
  }

  async resume(): Promise<void> {
    await this.#signalAll('SIGCONT');
  }

  /** From now on no commit is acknowledged that the standby does not have. Resolves when it follows. */
  async requireStandby(): Promise<void> {
    await this.query(`ALTER SYSTEM SET synchronous_standby_names = '${STANDBY}'`);
    await this.query('SELECT pg_reload_conf()');
    for (const deadline = Date.now() + START_MS; Date.now() < deadline; await pause(50)) {
      const [row] = await this.query(`SELECT sync_state FROM pg_stat_replication
        WHERE state = 'streaming' AND replay_lsn IS NOT NULL`);
      if (row?.sync_state === 'sync') return;
    }
    throw new Error('the standby does not follow');
  }

  /** Resolves when the standby is a primary. */
  async promote(): Promise<void> {
    await this.query('SELECT pg_promote()');
  }

  /** Ends every connection but the one that asks. */
  async terminateConnections(): Promise<void> {
    await this.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'`);
  }

  async query(sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => {}); // a server that goes away is what this is about
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

  /** First the one is stopped that makes new ones. Each has a process group of its own. */
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
