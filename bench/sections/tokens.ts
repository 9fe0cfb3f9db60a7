import { createPublicKey } from 'node:crypto';
import type { Bench } from '../bench.js';
import { contestantTable } from '../contestant-table.js';
import {
  FLOOR,
  LATCHKEY,
  type Program,
  TOKEN_PROGRAMS,
  type TokenEndpoint,
} from '../contestants.js';
import { fetchToken, requireWholeToken } from '../first-answer.js';
import { startLatchkey } from '../latchkey.js';
import type { Algorithm } from '../load-plan.js';
import { type Entry, runRounds } from '../rounds.js';
import type { ServerProcess } from '../server-process.js';
import { tokenPlan } from '../token-plan.js';
import type { Section } from './section.js';

/** Of the algorithm by default. */
const GOALS: Readonly<Record<string, number>> = { [FLOOR]: 0.75, 'oidc-provider': 3 };

/** Tokens by the client credentials grant for one client, from all contestants. */
export function tokens(name: string, algorithm: Algorithm): Section {
  return {
    name,
    run: async (bench) => {
      const { connections, seconds, rounds } = bench.options;
      const entry = (endpoint: TokenEndpoint, server: ServerProcess): Entry => {
        const plan = tokenPlan(server, endpoint, { connections, length: { seconds }, algorithm });
        return { name: endpoint.name, server, plan: () => plan };
      };
      const database = await bench.database.copy(`bench_${name}`);
      const entries = [entry(LATCHKEY, await startLatchkey(bench, { database, algorithm }))];
      for (const program of TOKEN_PROGRAMS) {
        entries.push(entry(program, await startProgram(bench, program, algorithm)));
      }
      const results = await runRounds(entries, rounds, bench.cores);
      const table = contestantTable(`Tokens, ${algorithm}`, {
        entries,
        results,
        goals: algorithm === 'ES256' ? GOALS : {},
      });
      await bench.stop();
      return table;
    },
  };
}

async function startProgram(
  bench: Bench,
  program: Program & TokenEndpoint,
  algorithm: Algorithm,
): Promise<ServerProcess> {
  const server = await bench.startProgram({ ...program, algorithm }, async (url) =>
    fetchToken(url, program, algorithm),
  );
  const jwk = createPublicKey(bench.privateKeys[algorithm]).export({ format: 'jwk' });
  const token = await fetchToken(server.url, program, algorithm);
  requireWholeToken(token, { keys: [{ ...jwk, kid: 'bench' }] });
  return server;
}
