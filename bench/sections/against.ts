import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Bench } from '../bench.js';
import { changesTable } from '../changes-table.js';
import { LATCHKEY } from '../contestants.js';
import { writerStatements } from '../database-statements.js';
import { fetchToken } from '../first-answer.js';
import { startLatchkey } from '../latchkey.js';
import { tokenPlan, usersPlan } from '../plans.js';
import { REPOSITORY } from '../repository.js';
import { type Entry, ratio, type Round, type Rounds, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { ServerProcess } from '../server-process.js';
import type { Table } from '../table.js';
import { fetchWriterTokens, REST_MS, writeEntries, type WriteEntry } from '../writers.js';
import type { Section } from './section.js';

const OTHER = 'the other build';

const BASE = { name: OTHER, label: OTHER };

/**
 * Starts of both builds. A process is up to 5 % faster or slower than the next one of the same
 * build.
 */
const STARTS = 6;

interface Subject<E extends Entry> {
  name: string;
  /** Statements for the database of each build. */
  statements?: (bench: Bench) => readonly string[];
  restMs?: number;
  /** Returns the entries of one build, in the same order for both builds. */
  entriesOf: (bench: Bench, server: ServerProcess) => Promise<E[]>;
  tableOf: (outcome: Outcome<E>) => Table;
}

interface Outcome<E extends Entry> {
  entries: readonly E[];
  results: Rounds;
  targets: Readonly<Record<string, string>>;
}

/** Sends the same requests to this build and to the build of another checkout, for `--against`. */
export const AGAINST: readonly Section[] = [
  comparison({
    name: 'token',
    entriesOf: async ({ options: { connections, seconds } }, server) => {
      const plan = tokenPlan(server, LATCHKEY, { connections, seconds, algorithm: 'ES256' });
      return [{ name: server.name, server, plan: () => plan }];
    },
    tableOf: (outcome) => roundsTable('Tokens, ES256', { of: 'build', base: BASE, ...outcome }),
  }),
  comparison({
    name: 'api',
    entriesOf: async ({ options: { connections, seconds }, directory }, server) => {
      const tokensIn = join(directory, `token ${server.name}`);
      await writeFile(tokensIn, await fetchToken(server.url, LATCHKEY));
      const plan = usersPlan(server, { connections, seconds, tokensIn });
      return [{ name: server.name, server, plan: () => plan }];
    },
    tableOf: (outcome) =>
      roundsTable('GET /api/users?page[size]=25', { of: 'build', base: BASE, ...outcome }),
  }),
  changes('writes', { heading: 'PATCH /api/users/:id', isConditional: false }),
  changes('conditional', { heading: 'PATCH /api/users/:id with If-Match', isConditional: true }),
];

function changes(
  name: string,
  { heading, isConditional }: { heading: string; isConditional: boolean },
): Section {
  return comparison<WriteEntry>({
    name,
    statements: ({ options }) => writerStatements(options.connections),
    restMs: REST_MS,
    entriesOf: async (bench, server) => {
      const tokensIn = await fetchWriterTokens(bench, server);
      return writeEntries(bench, server, { tokensIn, isConditional });
    },
    tableOf: (outcome) => changesTable(heading, { base: BASE, ...outcome }),
  });
}

function comparison<E extends Entry>(subject: Subject<E>): Section {
  return { name: subject.name, run: async (bench) => compare(bench, subject) };
}

async function compare<E extends Entry>(bench: Bench, subject: Subject<E>): Promise<Table> {
  const statements = subject.statements?.(bench) ?? [];
  const builds = [
    await prepare(bench, `${subject.name}_this`, { name: LATCHKEY.name, statements }),
    await prepare(bench, `${subject.name}_other`, { name: OTHER, statements }),
  ];
  const results = new Map<string, Round[]>();
  const ratios = new Map<string, string[]>();
  let entries: E[] = [];
  for (let start = 0; start < (bench.options.quick ? 1 : STARTS); start += 1) {
    await bench.stop();
    const started = new Map<string, E[]>();
    for (const build of start % 2 === 0 ? builds : builds.toReversed()) {
      const server = await startLatchkey(bench, build);
      started.set(build.name, await subject.entriesOf(bench, server));
    }
    const rounds = await runRounds([...started.values()].flat(), bench, subject.restMs);
    for (const [name, latest] of rounds) add(results, name, latest);
    const [own = [], others = []] = builds.map(({ name }) => started.get(name)!);
    for (const [at, { name }] of own.entries()) {
      add(ratios, name, [ratio(rounds, [name, others[at]!.name]).toFixed(2)]);
    }
    entries = [...own, ...others];
  }
  const shown = [...ratios].map(([name, all]) => [name, `by start: ${all.join(', ')}`] as const);
  // Before the stop: the table has the memory of the running processes.
  const table = subject.tableOf({ entries, results, targets: Object.fromEntries(shown) });
  await bench.stop();
  return table;
}

/** Creates a database with the schema of the build. */
async function prepare(
  bench: Bench,
  database: string,
  { name, statements }: { name: string; statements: readonly string[] },
) {
  const repository = name === OTHER ? resolve(bench.options.against) : REPOSITORY;
  const template = await bench.database.templateOf(repository);
  await bench.database.copy(`bench_${database}`, { template, statements });
  return { name, repository, database: `bench_${database}` };
}

function add<Value>(lists: Map<string, Value[]>, name: string, values: readonly Value[]): void {
  lists.set(name, [...(lists.get(name) ?? []), ...values]);
}
