import type { Bench } from '../bench.js';
import { LATCHKEY } from '../contestants.js';
import { clientStatements, FEW_CLIENTS } from '../database-statements.js';
import { startLatchkey } from '../latchkey.js';
import type { TokenWork } from '../load-plan.js';
import { tokenPlan } from '../plans.js';
import { type Entry, type Extent, ratio, runRounds } from '../rounds.js';
import { roundsTable } from '../rounds-table.js';
import type { ServerProcess } from '../server-process.js';
import { atLeast } from '../table.js';
import { TARGETS } from '../targets.js';
import type { Section } from './section.js';

/** Fills a cache of 50,000 clients with Zipf traffic: a third of the requests are of new clients. */
const ZIPF_WARM_UP: Extent = { requests: 150_000, seconds: 40 };

const FEW = `${FEW_CLIENTS} clients`;

/**
 * Measures tokens with few clients that fit the cache, and with many: in Zipf traffic, as in large
 * installations, and with another client in each request.
 */
export const manyClients: Section = {
  name: 'clients',
  run: async (bench) => {
    const many = bench.options.clients;
    const [zipf, noneTwice] = [`${many} clients, Zipf`, `${many} clients, none twice`];
    const fewDatabase = await bench.database.copy('bench_few');
    const statements = clientStatements(FEW_CLIENTS + 1, many);
    const manyDatabase = await bench.database.copy('bench_many', { statements });
    const start = async (database: string) => startLatchkey(bench, { database });
    // Each has a process of its own, because the others would fill its cache.
    const entries = [
      entry(bench, await start(fewDatabase), FEW, () => ({ first: 1, count: FEW_CLIENTS })),
      {
        ...entry(bench, await start(manyDatabase), zipf, () => {
          return { first: 1, count: many, isZipf: true };
        }),
        warmUp: bench.options.quick ? undefined : ZIPF_WARM_UP,
      },
      entry(bench, await start(manyDatabase), noneTwice, (round) => unused(bench, round)),
    ];
    const results = await runRounds(entries, bench);
    const target = (name: string, goal: number) =>
      atLeast(ratio(results, [name, FEW]), goal, 'of few');
    const table = roundsTable('Latchkey, many clients', {
      of: 'installation',
      entries,
      results,
      base: { name: FEW, label: 'few' },
      targets: {
        [zipf]: target(zipf, TARGETS.zipf),
        [noneTwice]: target(noneTwice, TARGETS.noneTwice),
      },
    });
    await bench.stop();
    return table;
  },
};

type Clients = TokenWork['clients'];

function entry(
  { options: { connections, seconds } }: Bench,
  server: ServerProcess,
  name: string,
  clients: (round: number) => Clients,
): Entry {
  const plan = (round: number) =>
    tokenPlan(server, LATCHKEY, { connections, seconds, clients: clients(round) });
  return { name, server, plan };
}

/** Returns clients that no other round uses. */
function unused({ options: { clients, rounds } }: Bench, round: number): Clients {
  const count = Math.floor(clients / (rounds + 1));
  return { first: 1 + (round + 1) * count, count };
}
