import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './applications.js';

const PGBOUNCER = '/usr/sbin/pgbouncer';

/** True when Debian's package `pgbouncer` is installed, as in CI. */
export const hasPgbouncer = existsSync(PGBOUNCER);

export interface PoolerOptions {
  poolMode?: 'transaction' | 'session';
  /** Additional lines of the section [pgbouncer]. */
  settings?: Record<string, string | number>;
}

/** A PgBouncer in front of a server, with its own directory. */
export class Pooler {
  private constructor(
    private readonly port: number,
    private readonly directory: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts a PgBouncer for the server and the logins of these URLs. */
  static async before(urls: string[], options: PoolerOptions = {}): Promise<Pooler> {
    const directory = await mkdtemp(join(tmpdir(), 'latchkey-pgbouncer-'));
    const port = await freePort();
    const logins = urls.map((url) => new URL(url));
    const users = logins.map(({ username, password }) => {
      return `"${username}" "${decodeURIComponent(password)}"\n`;
    });
    const configuration = join(directory, 'pgbouncer.ini');
    await writeFile(join(directory, 'users.txt'), users.join(''));
    await writeFile(configuration, ini({ port, directory, server: logins[0]!, options }));
    await chmod(directory, 0o755); // if the test runs as root, PgBouncer runs as nobody

    const isRoot = process.getuid?.() === 0;
    const child = spawn(PGBOUNCER, [...(isRoot ? ['-u', 'nobody'] : []), configuration], {
      stdio: 'ignore',
    });
    await untilOpen(port, child);
    return new Pooler(port, directory, child);
  }

  /** Returns the URL of the same database and login with the address of the pooler. */
  through(url: string): string {
    return Object.assign(new URL(url), { hostname: '127.0.0.1', port: this.port }).href;
  }

  async stop(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM'); // PgBouncer then ends at once, even with connections
    await ended;
    await rm(this.directory, { recursive: true });
  }
}

interface Place {
  port: number;
  directory: string;
  server: URL;
  options: PoolerOptions;
}

function ini({ port, directory, server, options }: Place): string {
  const settings = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    auth_type: 'scram-sha-256',
    auth_file: join(directory, 'users.txt'),
    pool_mode: options.poolMode ?? 'transaction',
    server_login_retry: 1, // seconds; with the default of 15, a database that is back is noticed late
    ...options.settings,
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  const databases = `* = host=${server.hostname} port=${server.port}`;
  return `[databases]\n${databases}\n[pgbouncer]\n${lines.join('')}`;
}

async function untilOpen(port: number, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    if (child.exitCode !== null) break;
    const socket = connect(port, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('PgBouncer does not start');
}
