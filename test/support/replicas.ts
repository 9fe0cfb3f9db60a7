import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Side } from '#oauth';
import { freePort } from './applications.js';
import { Command, createInstallation } from './commands.js';
import { loginUrl } from './database.js';
import { request } from './requests.js';

/** Processes of one side on one database, as behind a load balancer. */
export interface Replicas {
  /** The URL of each process. */
  urls: string[];
  /** The environment in which `latchkey` uses the same database. */
  environment: Record<string, string>;
  processes: Command[];
  /** Returns the output of all processes so far, without the warning that they do not use https. */
  output(): string;
  stop(): Promise<void>;
}

/** The line of a server whose address begins with http. */
const NOT_HTTPS = /^.*"msg":"http:\S+ is not https: .*\n/gm;

interface Options {
  count?: number;
  /** Environment variables. */
  variables?: Record<string, string>;
  /** Texts in config.yml, each with its replacement. */
  settings?: Record<string, string>;
}

/** Starts processes with the login of their side. `databaseUrl` has the login of the owner. */
export async function startReplicas(
  side: Side,
  databaseUrl: string,
  { count = 2, variables = {}, settings = {} }: Options = {},
): Promise<Replicas> {
  const installation = await createInstallation();
  await adjust(join(installation.directory, 'config.yml'), settings);
  const name = side.toUpperCase();
  const ports = await Promise.all(Array.from({ length: count }, freePort));
  const environment = {
    ...installation.environment,
    DATABASE_URL: databaseUrl,
    [`${name}_DATABASE_URL`]: loginUrl(databaseUrl, side),
    [`${name}_URL`]: `http://127.0.0.1:${ports[0]}`, // one issuer for all
    [`${name}_HOST`]: '127.0.0.1',
    [`${name}_KEY_ENCRYPTION_KEY`]: randomBytes(32).toString('base64'),
    [`${name}_MANAGEMENT_PORT`]: '0',
    ...variables,
  };
  const processes = ports.map(
    (port) =>
      new Command(
        { environment: { ...environment, [`${name}_PORT`]: String(port) } },
        `dist/apps/${side}/src/main.js`,
      ),
  );
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const replicas = {
    urls,
    environment,
    processes,
    output: () =>
      processes.map(({ output, errors }) => (output + errors).replaceAll(NOT_HTTPS, '')).join(''),
    stop: async () => {
      for (const process of processes) process.signal('SIGTERM');
      await Promise.all(processes.map(async (process) => process.ended()));
      await installation.remove();
    },
  };
  try {
    await Promise.all(urls.map(untilAnswered));
    return replicas;
  } catch (error) {
    await replicas.stop();
    throw error;
  }
}

async function adjust(path: string, settings: Record<string, string>): Promise<void> {
  let text = await readFile(path, 'utf8');
  for (const [piece, replacement] of Object.entries(settings)) {
    if (!text.includes(piece)) throw new Error(`config.yml has no ${piece}`);
    text = text.replace(piece, replacement);
  }
  await writeFile(path, text);
}

/** Waits until the server at the URL answers. */
export async function untilAnswered(url: string): Promise<void> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const answer = await request(`${url}/.well-known/jwks.json`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`nothing answers at ${url}`);
}
