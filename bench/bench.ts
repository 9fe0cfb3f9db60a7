import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Program } from './contestants.js';
import type { Cores } from './cores.js';
import type { BenchDatabase } from './database.js';
import type { Algorithm } from './load-plan.js';
import type { Options } from './options.js';
import { type ServerCommand, ServerProcess } from './server-process.js';

/** Latchkey makes RSA keys of this size. A longer key would take several times as long. */
const RSA_BITS = 3072;

interface Parts {
  options: Options;
  cores: Cores | null;
  database: BenchDatabase;
  /** Temporary directory. */
  directory: string;
}

interface ProgramStart extends Program {
  algorithm?: Algorithm;
  /** In addition to the variables that all programs get. */
  environment?: Record<string, string>;
}

type IsAnswering = (url: string) => Promise<unknown>;

/** Starts and stops the servers that the sections measure. */
export class Bench {
  readonly options: Options;
  readonly cores: Cores | null;
  readonly database: BenchDatabase;
  readonly directory: string;
  /** The signing keys of the programs in bench/programs; PEM. */
  readonly privateKeys: Readonly<Record<Algorithm, string>> = {
    ES256: pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    RS256: pem(generateKeyPairSync('rsa', { modulusLength: RSA_BITS }).privateKey),
  };
  readonly #servers: ServerProcess[] = [];

  constructor({ options, cores, database, directory }: Parts) {
    this.options = options;
    this.cores = cores;
    this.database = database;
    this.directory = directory;
  }

  async startProgram(
    { name, program, algorithm = 'ES256', environment: additional = {} }: ProgramStart,
    isAnswering: IsAnswering,
  ): Promise<ServerProcess> {
    const port = await freePort();
    const environment = {
      PORT: String(port),
      DATABASE_URL: this.database.peersUrl,
      ALGORITHM: algorithm,
      PRIVATE_KEY: this.privateKeys[algorithm],
      ...additional,
    };
    const args = [fileURLToPath(new URL(`programs/${program}.js`, import.meta.url))];
    return this.start({ name, args, environment, port }, isAnswering);
  }

  async start(command: ServerCommand, isAnswering: IsAnswering): Promise<ServerProcess> {
    const server = await ServerProcess.start(command, this.cores, isAnswering);
    this.#servers.push(server);
    return server;
  }

  async stop(servers: readonly ServerProcess[] = this.#servers): Promise<void> {
    await Promise.all(servers.map((server) => server.stop()));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}
