import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Bench } from '../bench.js';
import { LATCHKEY } from '../contestants.js';
import { fetchToken } from '../first-answer.js';
import { startLatchkey } from '../latchkey.js';
import { tokenPlan, usersPlan } from '../plans.js';
import { REPOSITORY } from '../repository.js';
import { type Entry, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { ServerProcess } from '../server-process.js';
import type { Section } from './section.js';

const OTHER = 'the other build';

/** Sends the same requests to this build and to that of another checkout, for `--against`. */
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
        await writeFile(tokensIn, await fetchToken(server.url, LATCHKEY, 'ES256'));
        return usersPlan(server, { connections, seconds, tokensIn });
      }),
  },
];

type PlanFor = (server: ServerProcess) => Promise<ReturnType<typeof usersPlan>>;

const TITLES = { tokens: 'Tokens, ES256', pages: 'GET /api/users?page[size]=25' };

async function compare(bench: Bench, subject: keyof typeof TITLES, planFor: PlanFor) {
  const builds = [
    { name: LATCHKEY.name, repository: REPOSITORY },
    { name: OTHER, repository: resolve(bench.options.against) },
  ];
  const entries: Entry[] = [];
  for (const [index, { name, repository }] of builds.entries()) {
    const template = await bench.database.templateOf(repository);
    const database = await bench.database.copy(`bench_${subject}_${index}`, { template });
    const server = await startLatchkey(bench, { name, repository, database });
    const plan = await planFor(server);
    entries.push({ name, server, plan: () => plan });
  }
  const results = await runRounds(entries, bench.options.rounds, bench.cores);
  const base = { name: OTHER, label: OTHER };
  const table = roundsTable(TITLES[subject], { of: 'build', entries, results, base, targets: {} });
  await bench.stop();
  return table;
}
