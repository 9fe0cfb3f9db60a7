import { LATCHKEY } from '../contestants.js';
import { clientStatements, FEW_CLIENTS } from '../database-statements.js';
import { startLatchkey } from '../latchkey.js';
import { tokenPlan } from '../plans.js';
import { type Entry, ratio, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { ServerProcess } from '../server-process.js';
import { atLeast } from '../table.js';
import { TARGETS } from '../targets.js';
import type { Section } from './section.js';

/**
 * Measures tokens with another client in each request: few clients that fit the cache, and many
 * that do not.
 */
export const manyClients: Section = {
  name: 'clients',
  run: async (bench) => {
    const { connections, seconds, rounds, clients } = bench.options;
    const few = `${FEW_CLIENTS} clients`;
    const many = `${clients} clients`;
    const start = async (name: string, statements: readonly string[]) => {
      const database = await bench.database.copy(name, { statements });
      return startLatchkey(bench, { database });
    };
    const fewServer = await start('bench_few', []);
    const manyServer = await start('bench_many', clientStatements(FEW_CLIENTS + 1, clients));
    const plan = (server: ServerProcess, first: number, count: number) =>
      tokenPlan(server, LATCHKEY, { connections, seconds, clients: { first, count } });
    // Each round begins at a client that no round has used, so that none of the many is used twice.
    const stride = Math.floor(clients / (rounds + 1));
    const entries: Entry[] = [
      { name: few, server: fewServer, plan: () => plan(fewServer, 1, FEW_CLIENTS) },
      {
        name: many,
        server: manyServer,
        plan: (round) => plan(manyServer, 1 + (round + 1) * stride, stride),
      },
    ];
    const results = await runRounds(entries, bench);
    const table = roundsTable('Latchkey, another client in each request', {
      of: 'installation',
      entries,
      results,
      base: { name: few, label: 'few' },
      targets: { [many]: atLeast(ratio(results, [many, few]), TARGETS.noneTwice, 'of few') },
    });
    await bench.stop();
    return table;
  },
};
