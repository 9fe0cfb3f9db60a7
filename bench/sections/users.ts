import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { contestantTable } from '../contestant-table.js';
import { FLOOR, LATCHKEY, USERS_PATH, USERS_PROGRAMS } from '../contestants.js';
import { fetchToken, fetchUsers, readClaims } from '../first-answer.js';
import { startLatchkey } from '../latchkey.js';
import { type Entry, runRounds } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import type { Section } from './section.js';

/** A page of 25 users from all contestants, with one token. */
export const users: Section = {
  name: 'api',
  run: async (bench) => {
    const database = await bench.database.copy('bench_api');
    const latchkey = await startLatchkey(bench, { database });
    const token = await fetchToken(latchkey.url, LATCHKEY, 'ES256');
    const entries = [await entry(bench, latchkey, token)];
    const environment = trust(latchkey, token);
    const document = await fetchUsers(latchkey.url, token);
    for (const program of USERS_PROGRAMS) {
      const server = await bench.startProgram({ ...program, environment }, async (url) =>
        fetchUsers(url, token),
      );
      assert.deepEqual(await fetchUsers(server.url, token), document, 'one document of all');
      entries.push(await entry(bench, server, token));
    }
    const results = await runRounds(entries, bench.options.rounds, bench.cores);
    const goals = { [FLOOR]: 0.7 };
    const table = contestantTable('GET /api/users?page[size]=25', { entries, results, goals });
    await bench.stop();
    return table;
  },
};

/** By which an API elsewhere believes the same token. */
function trust({ url }: ServerProcess, token: string): Record<string, string> {
  const { iss, aud } = readClaims(token);
  return {
    TRUSTED_ISSUER: String(iss),
    TRUSTED_AUDIENCE: String(aud),
    TRUSTED_JWKS_URI: `${url}/.well-known/jwks.json`,
  };
}

async function entry(bench: Bench, server: ServerProcess, token: string): Promise<Entry> {
  const { connections, seconds } = bench.options;
  const tokensIn = join(bench.directory, `token ${server.name}`);
  await writeFile(tokensIn, token);
  const url = server.url + USERS_PATH;
  const plan = {
    url,
    connections,
    length: { seconds },
    work: { kind: 'users', tokensIn },
  } as const;
  return { name: server.name, server, plan: () => plan };
}
