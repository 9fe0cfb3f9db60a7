import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Bench } from '../bench.js';
import { LATCHKEY } from '../contestants.js';
import { fetchToken } from '../first-answer.js';
import { startLatchkey } from '../latchkey.js';
import { tokenPlan, usersPlan } from '../plans.js';
import { REPOSITORY } from '../repository.js';
import { type Entry, ratio, type Round, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { ServerProcess } from '../server-process.js';
import type { Section } from './section.js';

const OTHER = 'the other build';

/** Sends the same requests to this build and to the build of another checkout, for `--against`. */
export const AGAINST: readonly Section[] = [
  {
    name: 'token-against',
    run: async (bench) =>
      compare(bench, 'tokens', async (server) => {
        const { connections, seconds } = bench.options;
        return tokenPlan(server, LATCHKEY, { connections, seconds, algorithm: 'ES256' });
      }),
  },
  {
    name: 'api-against',
    run: async (bench) =>
      compare(bench, 'pages', async (server) => {
        const { connections, seconds } = bench.options;
        const tokensIn = join(bench.directory, `token ${server.name}`);
        await writeFile(tokensIn, await fetchToken(server.url, LATCHKEY));
        return usersPlan(server, { connections, seconds, tokensIn });
      }),
  },
];

type PlanFor = (server: ServerProcess) => Promise<ReturnType<typeof usersPlan>>;

const TITLES = { tokens: 'Tokens, ES256', pages: 'GET /api/users?page[size]=25' };

/**
 * Starts of both builds. A process is up to 5 % faster or slower than the next one of the same
 * build.
 */
const STARTS = 6;

interface Build {
  name: string;
  repository: string;
  database: string;
}

async function compare(bench: Bench, subject: keyof typeof TITLES, planFor: PlanFor) {
  const builds = [
    await prepare(bench, { name: LATCHKEY.name, repository: REPOSITORY }, `${subject}_this`),
    await prepare(
      bench,
      { name: OTHER, repository: resolve(bench.options.against) },
      `${subject}_other`,
    ),
  ];
  const results = new Map<string, Round[]>(builds.map(({ name }) => [name, []]));
  const ratios: string[] = [];
  let entries: Entry[] = [];
  for (let start = 0; start < (bench.options.quick ? 1 : STARTS); start += 1) {
    await bench.stop();
    entries = await startAll(bench, start % 2 === 0 ? builds : builds.toReversed(), planFor);
    const rounds = await runRounds(entries, bench);
    for (const [name, latest] of rounds) results.get(name)!.push(...latest);
    ratios.push(ratio(rounds, [LATCHKEY.name, OTHER]).toFixed(2));
  }
  const base = { name: OTHER, label: OTHER };
  const targets = { [LATCHKEY.name]: `by start: ${ratios.join(', ')}` };
  const table = roundsTable(TITLES[subject], { of: 'build', entries, results, base, targets });
  await bench.stop();
  return table;
}

/** Creates a database with the schema of the build. */
async function prepare(
  bench: Bench,
  { name, repository }: Omit<Build, 'database'>,
  database: string,
): Promise<Build> {
  const template = await bench.database.templateOf(repository);
  await bench.database.copy(`bench_${database}`, { template });
  return { name, repository, database: `bench_${database}` };
}

async function startAll(
  bench: Bench,
  builds: readonly Build[],
  planFor: PlanFor,
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const build of builds) {
    const server = await startLatchkey(bench, build);
    const plan = await planFor(server);
    entries.push({ name: build.name, server, plan: () => plan });
  }
  return entries;
}
