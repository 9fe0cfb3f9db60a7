import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { type Cores, pinned } from './cores.js';
import { clientStatements, FEW_CLIENTS, USER_STATEMENT } from './database-statements.js';
import { familyCpuSeconds } from './process-statistics.js';
import { REPOSITORY } from './repository.js';

/** A database with all data and no connections, so that it can be copied. */
const TEMPLATE = 'bench_template';

/** A database with the schema of the checkout of `--against`. */
const OTHER_TEMPLATE = 'bench_other_template';

/** The database of all contestants except Latchkey. */
const PEERS = 'bench_peers';

/**
 * The logins of Latchkey: the owner for its migrations, and a login that is limited to its side.
 */
export interface LatchkeyUrls {
  owner: string;
  backoffice: string;
}

interface Copy {
  statements: readonly string[];
  /** See `templateOf`. */
  template: string;
}

/** The embedded PostgreSQL of the build, on the other cores, with the data for the contestants. */
export class BenchDatabase {
  #hasOther = false;
  #postmaster = 0;

  private constructor(
    private readonly serverUrl: string,
    private readonly password: string,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(cores: Cores | null): Promise<BenchDatabase> {
    // `cat` ends when its standard input closes, so PostgreSQL always ends with this process.
    const [command, args] = pinned(cores?.others, [
      '.ci/with-database',
      'sh',
      '-c',
      'echo "$DATABASE_URL"; cat',
    ]);
    const child = spawn(command, args, {
      cwd: REPOSITORY,
      stdio: ['pipe', 'pipe', 'inherit'],
      detached: true, // Ctrl-C must not reach it
    });
    const ended = once(child, 'exit');
    const stop = async () => {
      child.stdin.end();
      await ended;
    };
    const [serverUrl] = (await Promise.race([
      once(createInterface(child.stdout), 'line'),
      ended.then(() => Promise.reject(new Error('PostgreSQL does not start'))),
    ])) as string[];
    const database = new BenchDatabase(serverUrl!, randomBytes(16).toString('hex'), stop);
    try {
      await database.#prepare();
      return database;
    } catch (error) {
      await stop();
      throw error;
    }
  }

  get peersUrl(): string {
    return this.#url(PEERS);
  }

  latchkeyUrls(name: string): LatchkeyUrls {
    const login = { username: 'bench', password: this.password };
    return {
      owner: this.#url(name),
      backoffice: Object.assign(new URL(this.#url(name)), login).href,
    };
  }

  /** Seconds of CPU that all processes of PostgreSQL have used. */
  cpuSeconds(): number {
    return familyCpuSeconds(this.#postmaster);
  }

  /** Copies the template, runs the statements, and returns the name of the new database. */
  async copy(
    name: string,
    { statements = [], template = TEMPLATE }: Partial<Copy> = {},
  ): Promise<string> {
    await run(this.serverUrl, [`CREATE DATABASE ${name} TEMPLATE ${template}`]);
    await run(this.#url(name), statements);
    return name;
  }

  #url(name: string): string {
    return Object.assign(new URL(this.serverUrl), { pathname: `/${name}` }).href;
  }

  /** Returns the name of a database with the schema of that checkout. */
  async templateOf(repository: string): Promise<string> {
    if (repository === REPOSITORY) return TEMPLATE;
    if (!this.#hasOther) await this.#makeTemplate(OTHER_TEMPLATE, repository);
    this.#hasOther = true;
    return OTHER_TEMPLATE;
  }

  async #prepare(): Promise<void> {
    const [file] = await run(this.serverUrl, ["SELECT pg_read_file('postmaster.pid') AS text"]);
    this.#postmaster = Number.parseInt(String(file!.text), 10); // its first line
    await this.#makeTemplate(TEMPLATE, REPOSITORY);
    await this.copy(PEERS);
  }

  async #makeTemplate(name: string, repository: string): Promise<void> {
    await run(this.serverUrl, [`CREATE DATABASE ${name}`]);
    const { owner, backoffice } = this.latchkeyUrls(name);
    await promisify(execFile)(
      process.execPath,
      ['bin/latchkey.js', 'database', 'migrate', '--roles'],
      {
        cwd: repository,
        env: {
          PATH: process.env.PATH,
          DATABASE_URL: owner,
          BACKOFFICE_DATABASE_URL: backoffice,
        },
      },
    );
    await run(owner, [USER_STATEMENT, ...clientStatements(1, FEW_CLIENTS)]);
  }
}

/** Returns the rows of the last statement. */
async function run(url: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}
