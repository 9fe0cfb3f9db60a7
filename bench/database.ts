import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { CLIENT_ID, CLIENT_SECRET, SCOPE } from './clients.js';
import { type Cores, pinned } from './cores.js';
import { REPOSITORY } from './repository.js';

const USERS = 1_000;

/** Clients in each database, except in the section about many clients. */
export const FEW_CLIENTS = 1_000;

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

/** The embedded PostgreSQL of the build, on the other cores, with the data for the contestants. */
export class BenchDatabase {
  #hasOther = false;

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

  /**
   * Copies the template, adds clients up to this number, and returns the name of the new database.
   */
  async copy(
    name: string,
    { clients = 0, template = TEMPLATE }: { clients?: number; template?: string } = {},
  ): Promise<string> {
    await run(this.serverUrl, [`CREATE DATABASE ${name} TEMPLATE ${template}`]);
    if (clients > FEW_CLIENTS)
      await run(this.#url(name), clientStatements(FEW_CLIENTS + 1, clients));
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

/** Inserts users. Some have all parts of a name, most do not. */
const USER_STATEMENT = `
  INSERT INTO staff_users
    (username, email, name_prefix, first_name, middle_name, last_name, phone, title, birthday)
  SELECT 'first.last' || n, 'first.last' || n || '@backoffice.example',
    CASE WHEN n % 5 = 0 THEN 'Dr.' END, 'Firstname' || n, CASE WHEN n % 3 = 0 THEN 'M.' END,
    'Lastname' || n, '+1 212 555 ' || lpad((n % 10000)::text, 4, '0'), 'Catalogue manager',
    date '1962-01-01' + n
  FROM generate_series(1, ${USERS}) n`;

/**
 * Inserts clients of these numbers, each with a secret that the network of the load generator has
 * used before, as in an installation that has been in use. The replication role `replica` skips the
 * triggers that notify running applications of each client.
 */
function clientStatements(first: number, last: number): string[] {
  const numbers = `generate_series(${first}, ${last}) n`;
  return [
    'SET session_replication_role = replica',
    `INSERT INTO oauth_clients (client_id, side, name, scopes)
       SELECT ${CLIENT_ID}, 'backoffice', 'client ' || lpad(n::text, 7, '0'), '{${SCOPE}}'
       FROM ${numbers}`,
    `INSERT INTO oauth_client_secrets (id, client_id, hash, hint)
       SELECT ${CLIENT_ID}, ${CLIENT_ID},
         sha256(convert_to(${CLIENT_SECRET}, 'UTF8')), 'bench' FROM ${numbers}`,
    `INSERT INTO client_networks (client_id, network, last_used_at)
       SELECT ${CLIENT_ID}, '127.0.0.0/24', now() FROM ${numbers}`,
    'RESET session_replication_role',
    'VACUUM ANALYZE',
    'CHECKPOINT', // now, so that none runs during a measurement
  ];
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
