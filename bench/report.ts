import { readFile } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Cores } from './cores.js';
import type { Options } from './options.js';
import { REPOSITORY } from './repository.js';
import { markdownTable, type Table } from './table.js';
import { NODE_MAJOR } from './targets.js';

/** Packages whose versions the report shows. */
const PACKAGES = [
  'oidc-provider',
  '@node-oauth/oauth2-server',
  '@jmondi/oauth2-server',
  'express',
  'express-oauth2-jwt-bearer',
  'typeorm',
  'pg',
  'autocannon',
];

interface Circumstances {
  options: Options;
  cores: Cores | null;
  /** Load average before the start. */
  others: number;
}

/** Returns the load average of the last minute. */
export function busyProcesses(): number {
  return loadavg()[0]!;
}

/** Builds the text before the tables. */
export async function heading(circumstances: Circumstances): Promise<string> {
  return [`# Results on Node.js ${NODE_MAJOR}`, ...(await environmentOf(circumstances))].join(
    '\n\n',
  );
}

export function section({ title, note, head, rows }: Table): string {
  const text = note === undefined ? [] : [note];
  return [`## ${title}`, ...text, markdownTable({ head, rows })].join('\n\n');
}

async function environmentOf({ options, cores, others }: Circumstances): Promise<string[]> {
  const { rounds, seconds, connections } = options;
  const pinning = cores
    ? `The server runs on core ${cores.server}, the load generator and PostgreSQL on ${cores.others}.`
    : 'No process is pinned to a core, because there is only one core or no `taskset`. The figures are unreliable.';
  return [
    `Made by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; [README.md](README.md) describes what is measured and how.`,
    `${pinning} There are ${rounds} interleaved rounds of ${seconds} s with ${connections} connections. Each figure is the median of its rounds, each ratio the median of the ratios in the rounds.`,
    markdownTable({ head: ['property', 'value'], rows: await machine(others) }),
  ];
}

async function machine(others: number): Promise<string[][]> {
  const [cpu] = cpus();
  const versions = await Promise.all(
    PACKAGES.map(async (name) => [name, await version(`bench/node_modules/${name}`)]),
  );
  return [
    ['CPU', cpu?.model ?? ''],
    ['cores', String(cpus().length)],
    ['memory', `${(totalmem() / 1e9).toFixed(1)} GB`],
    ['load average before the start', others.toFixed(1)],
    ['kernel', `Linux ${release()}`],
    ['Node.js', `${process.version} with OpenSSL ${process.versions.openssl}`],
    ['Latchkey', await version('.')],
    ...versions,
  ];
}

async function version(directory: string): Promise<string> {
  const text = await readFile(join(REPOSITORY, directory, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
