import { LATCHKEY } from '../contestants.js';
import { startLatchkey } from '../latchkey.js';
import type { LoadPlan } from '../load-plan.js';
import { tokenPlan } from '../plans.js';
import { type Entry, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { Section } from './section.js';

const MANY_CONNECTIONS = 500;
const WRONG_ONE_IN = 100;

/**
 * Measures tokens over the usual connections, over many, and while a caller sends wrong secrets.
 */
export const crowd: Section = {
  name: 'crowd',
  run: async (bench) => {
    const { connections, seconds } = bench.options;
    const database = await bench.database.copy('bench_crowd');
    const server = await startLatchkey(bench, { database });
    const entry = (name: string, plan: LoadPlan): Entry => ({ name, server, plan: () => plan });
    const usual = `${connections} connections`;
    const entries = [
      entry(usual, tokenPlan(server, LATCHKEY, { connections, seconds })),
      entry(
        `${MANY_CONNECTIONS} connections`,
        tokenPlan(server, LATCHKEY, { connections: MANY_CONNECTIONS, seconds }),
      ),
      entry(
        `${connections} connections, 1 % wrong secrets`,
        tokenPlan(server, LATCHKEY, { connections, seconds, wrongOneIn: WRONG_ONE_IN }),
      ),
    ];
    const results = await runRounds(entries, bench);
    const table = roundsTable('Latchkey, tokens with many connections or wrong secrets', {
      of: 'over',
      entries,
      results,
      base: { name: usual, label: 'usual' },
      targets: {},
    });
    await bench.stop();
    return { ...table, note: 'The times are of requests with right secrets only.' };
  },
};
