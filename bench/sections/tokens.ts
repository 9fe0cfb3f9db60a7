import { createPublicKey } from 'node:crypto';
import type { Bench } from '../bench.js';
import {
  FLOOR,
  LATCHKEY,
  type Program,
  TOKEN_FLOOR,
  TOKEN_PROGRAMS,
  type TokenEndpoint,
} from '../contestants.js';
import { fetchToken, requireValidToken } from '../first-answer.js';
import { startLatchkey } from '../latchkey.js';
import type { Algorithm } from '../load-plan.js';
import { onNode24 } from '../node-24.js';
import { type Entry, ratio, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { ServerProcess } from '../server-process.js';
import { atLeast } from '../table.js';
import { tokenPlan } from '../plans.js';
import type { Section } from './section.js';

/** The targets: Latchkey's rate as a multiple of these, with ES256. */
const GOALS = { [FLOOR]: 0.75, 'oidc-provider': 3 };

/** Measures tokens by the client credentials grant for one client, from all contestants. */
export function tokens(name: string, algorithm: Algorithm): Section {
  return {
    name,
    run: async (bench) => {
      const { connections, seconds, rounds } = bench.options;
      const entry = (endpoint: TokenEndpoint, server: ServerProcess): Entry => {
        const plan = tokenPlan(server, endpoint, { connections, seconds, algorithm });
        return { name: endpoint.name, server, plan: () => plan };
      };
      const database = await bench.database.copy(`bench_${name}`);
      const entries: Entry[] = [];
      for (const build of [LATCHKEY, await onNode24(LATCHKEY)]) {
        entries.push(entry(build, await startLatchkey(bench, { ...build, database, algorithm })));
      }
      for (const program of [...TOKEN_PROGRAMS, await onNode24(TOKEN_FLOOR)]) {
        entries.push(entry(program, await startProgram(bench, program, algorithm)));
      }
      const results = await runRounds(entries, rounds, bench.cores);
      const goals = algorithm === 'ES256' ? Object.entries(GOALS) : [];
      const targets = goals.map(([other, goal]) =>
        atLeast(ratio(results, LATCHKEY.name, other), goal, `× ${other}`),
      );
      const table = roundsTable(`Tokens, ${algorithm}`, {
        of: 'contestant',
        entries,
        results,
        base: { name: FLOOR, label: 'floor' },
        targets: { [LATCHKEY.name]: targets.join('; ') },
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
  requireValidToken(token, { keys: [{ ...jwk, kid: 'bench' }] });
  return server;
}
