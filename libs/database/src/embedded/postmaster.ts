import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, open, readFile, rename, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { type Binaries, programFailure } from './binaries.js';
import { RECOVERY_MS, reach } from './reach.js';
import type { ServerAccount } from './server-account.js';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '', // socket paths may be too long, and TCP is enough
  shared_buffers: '32MB',
  log_error_verbosity: 'terse', // the DETAIL of an error may quote a row
};

/** A server opens its port long before this, so a port that refuses for longer has no server. */
const REFUSAL_MS = 2_000;

/** A child process of a killed server ends when its query has finished. */
const ORPHANS_MS = 15_000;
const ORPHANS_PAUSE_MS = 200;
const ORPHANS = /shared memory block .* is still in use/;

const PORT_UNUSABLE = 'could not create any TCP/IP sockets';

/**
 * The server process of one data directory ("postmaster" in PostgreSQL). Call its methods
 * under the lock of the directory.
 */
export class Postmaster {
  /** Port of a crashed server, where its users still try to reconnect. */
  private formerPort = 0;
  private readonly pidFile: string;
  private readonly logFile: string;

  constructor(
    private readonly directory: string,
    private readonly binaries: Binaries,
    private readonly account: ServerAccount,
  ) {
    this.pidFile = join(directory, 'postmaster.pid');
    this.logFile = join(directory, 'server.log');
  }

  /** Connects to the running server; null when there is none. */
  async find(): Promise<Client | null> {
    const [pid, , , port] = await readPidFile(this.pidFile);
    if (isAlive(Number(pid))) {
      const client = await reach(this.directory, Number(port), {
        refusalMs: REFUSAL_MS,
        isRunning: () => existsSync(this.pidFile),
      });
      if (client) return client;
    }
    this.formerPort = Number(port) || 0;
    // Left by a crash. If another process has the same process id by now, PostgreSQL
    // would trust the file and refuse to start.
    await rm(this.pidFile, { force: true });
    return null;
  }

  async start(): Promise<Client> {
    await this.account.ownAll(this.directory);
    await chmod(this.directory, 0o700); // PostgreSQL requires it, and a copy may have changed it

    // Keeps the log from before a crash for one more start.
    await rename(this.logFile, `${this.logFile}.1`).catch(() => {});

    const deadline = Date.now() + ORPHANS_MS;
    for (let port = this.formerPort || (await freePort()); ;) {
      const client = await this.attempt(port);
      if (client) return client;

      const log = await readFile(this.logFile, 'utf8');
      if (log.includes(PORT_UNUSABLE)) port = await freePort();
      else if (ORPHANS.test(log)) await pause(ORPHANS_PAUSE_MS);
      else throw await this.startFailure(log);
      if (Date.now() > deadline) throw await this.startFailure(log);
    }
  }

  /** Ends the remaining sessions; resolves when all data are on disk. */
  async stop(): Promise<void> {
    await this.account.run(this.binaries.pg_ctl, [
      'stop',
      `--pgdata=${this.directory}`,
      '--mode=fast',
      '--wait',
      `--timeout=${RECOVERY_MS / 1000}`,
    ]);
  }

  /** Starts the server; null when it has exited again, with the reason in its log. */
  private async attempt(port: number): Promise<Client | null> {
    const server = await this.spawn(port);
    server.unref();
    return reach(this.directory, port, {
      refusalMs: RECOVERY_MS,
      isRunning: () => server.exitCode === null && server.signalCode === null,
    });
  }

  private async spawn(port: number): Promise<ChildProcess> {
    const settings = Object.entries(SETTINGS).map(([name, value]) => `--${name}=${value}`);
    const log = await open(this.logFile, 'w', 0o600);
    try {
      await this.account.own(this.logFile);
      return await this.account.start(
        this.binaries.postgres,
        ['-D', this.directory, '-p', String(port), ...settings],
        log.fd,
      );
    } finally {
      await log.close();
    }
  }

  private async startFailure(log: string): Promise<Error> {
    if (!log.includes('incompatible with server'))
      return programFailure(this.binaries.postgres, log);

    const version = await readFile(join(this.directory, 'PG_VERSION'), 'utf8');
    return new Error(
      `the data in ${this.directory} was made by PostgreSQL ${version.trim()}, which this version cannot read: ` +
        'delete the directory to start with an empty database, or move it away and load a dump of it into the new one',
    );
  }
}

/**
 * Reads postmaster.pid: process id, directory, start time, port, and more; empty without the file.
 */
async function readPidFile(path: string): Promise<string[]> {
  return readFile(path, 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
}

/**
 * True for a running process of this user; as in PostgreSQL, other users' processes do not count.
 */
function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
