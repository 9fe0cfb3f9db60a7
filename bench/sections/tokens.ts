import { createPublicKey } from 'node:crypto';
import type { Bench } from '../bench.js';
import {
  FLOOR,
  LATCHKEY,
  type Program,
  TOKEN_PROGRAMS,
  type TokenEndpoint,
} from '../contestants.js';
import { fetchToken, requireValidToken } from '../first-answer.js';
import { startLatchkey } from '../latchkey.js';
import type { Algorithm } from '../load-plan.js';
import { type Entry, ratio, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { ServerProcess } from '../server-process.js';
import { atLeast } from '../table.js';
import { TARGETS } from '../targets.js';
import { tokenPlan } from '../plans.js';
import type { Section } from './section.js';

/** Measures tokens by the client credentials grant for one client, from all contestants. */
export function tokens(name: string, algorithm: Algorithm): Section {
  return {
    name,
    run: async (bench) => {
      const { connections, seconds } = bench.options;
      const entry = (endpoint: TokenEndpoint, server: ServerProcess): Entry => {
        const plan = tokenPlan(server, endpoint, { connections, seconds, algorithm });
        return { name: endpoint.name, server, plan: () => plan };
      };
      const database = await bench.database.copy(`bench_${name}`);
      const latchkey = await startLatchkey(bench, { database, algorithm });
      const entries = [entry(LATCHKEY, latchkey)];
      for (const program of TOKEN_PROGRAMS) {
        entries.push(entry(program, await startProgram(bench, program, algorithm)));
      }
      const results = await runRounds(entries, bench);
      const { floor, ...others } = TARGETS.tokens;
      const targets = Object.entries({ [FLOOR]: floor, ...others }).map(([other, target]) =>
        atLeast(ratio(results, [LATCHKEY.name, other]), target, `× ${other}`),
      );
      const table = roundsTable(`Tokens, ${algorithm}`, {
        of: 'contestant',
        entries,
        results,
        base: { name: FLOOR, label: 'floor' },
        targets: algorithm === 'ES256' ? { [LATCHKEY.name]: targets.join('; ') } : {},
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
    fetchToken(url, program, { algorithm }),
  );
  const jwk = createPublicKey(bench.privateKeys[algorithm]).export({ format: 'jwk' });
  const token = await fetchToken(server.url, program, { algorithm });
  requireValidToken(token, { keys: [{ ...jwk, kid: 'bench' }] });
  return server;
}
