import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { FLOOR, LATCHKEY, USERS_PROGRAMS } from '../contestants.js';
import { fetchToken, fetchUsers } from '../first-answer.js';
import { startLatchkey, trustVariables } from '../latchkey.js';
import { type Entry, ratio, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { ServerProcess } from '../server-process.js';
import { atLeast } from '../table.js';
import { TARGETS } from '../targets.js';
import { usersPlan } from '../plans.js';
import type { Section } from './section.js';

/** Measures a page of 25 users from all contestants, with one token. */
export const users: Section = {
  name: 'api',
  run: async (bench) => {
    const database = await bench.database.copy('bench_api');
    const latchkey = await startLatchkey(bench, { database });
    const token = await fetchToken(latchkey.url, LATCHKEY);
    const entries = [await entry(bench, latchkey, token)];
    const environment = trustVariables(latchkey, token);
    const document = await fetchUsers(latchkey.url, token);
    for (const program of USERS_PROGRAMS) {
      const server = await bench.startProgram({ ...program, environment }, async (url) =>
        fetchUsers(url, token),
      );
      assert.deepEqual(
        await fetchUsers(server.url, token),
        document,
        'all contestants must answer with the same document',
      );
      entries.push(await entry(bench, server, token));
    }
    const results = await runRounds(entries, bench);
    const target = atLeast(ratio(results, [LATCHKEY.name, FLOOR]), TARGETS.pages, `× ${FLOOR}`);
    const table = roundsTable('GET /api/users?page[size]=25', {
      of: 'contestant',
      entries,
      results,
      base: { name: FLOOR, label: 'floor' },
      targets: { [LATCHKEY.name]: target },
    });
    await bench.stop();
    return table;
  },
};

async function entry(bench: Bench, server: ServerProcess, token: string): Promise<Entry> {
  const { connections, seconds } = bench.options;
  const tokensIn = join(bench.directory, `token ${server.name}`);
  await writeFile(tokensIn, token);
  const plan = usersPlan(server, { connections, seconds, tokensIn });
  return { name: server.name, server, plan: () => plan };
}
