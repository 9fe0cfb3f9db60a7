import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LATCHKEY } from '../contestants.js';
import { fetchToken } from '../first-answer.js';
import { startLatchkey } from '../latchkey.js';
import { tokenPlan, usersPlan } from '../plans.js';
import { type Entry, runLoad, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { Section } from './section.js';

const ONE = 'one token';
const NEW = 'a new token each time';

/**
 * New tokens for each second of a round. The server can answer about as many; a round ends with the
 * last.
 */
const TOKENS_PER_SECOND = 2_000;

/** Limit of a round on a slower machine, which then leaves tokens unused. */
const MAX_SECONDS = 10;

/** Measures the API with one cached token, and with a new token in each request. */
export const newTokens: Section = {
  name: 'new-tokens',
  run: async (bench) => {
    const { connections, seconds, quick } = bench.options;
    const database = await bench.database.copy('bench_new_tokens');
    const server = await startLatchkey(bench, { database });
    const one = join(bench.directory, 'one token');
    await writeFile(one, await fetchToken(server.url, LATCHKEY));
    const many = join(bench.directory, 'new tokens');
    const requests = seconds * (quick ? TOKENS_PER_SECOND / 10 : TOKENS_PER_SECOND);
    const entries: Entry[] = [
      {
        name: ONE,
        server,
        plan: () => usersPlan(server, { connections, seconds, tokensIn: one }),
      },
      {
        name: NEW,
        server,
        plan: async () => {
          const extent = { connections, seconds: MAX_SECONDS, requests };
          const collect = tokenPlan(server, LATCHKEY, { ...extent, keepIn: many });
          await runLoad(collect, bench.cores);
          return usersPlan(server, { ...extent, tokensIn: many });
        },
      },
    ];
    const results = await runRounds(entries, bench);
    const table = roundsTable('Latchkey, GET /api/users?page[size]=25', {
      of: 'with',
      entries,
      results,
      base: { name: ONE, label: 'one token' },
      targets: {},
    });
    await bench.stop();
    return table;
  },
};
