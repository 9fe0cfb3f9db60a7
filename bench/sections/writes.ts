import { changesTable } from '../changes-table.js';
import { FLOOR, LATCHKEY } from '../contestants.js';
import { ratio, runRounds } from '../rounds.js';
import { atLeast } from '../table.js';
import { TARGETS } from '../targets.js';
import { REST_MS, startWriters, writeEntryName } from '../writers.js';
import type { Section } from './section.js';

/** Measures changes of users by many writers at a time and by one, from all contestants. */
export const writes: Section = {
  name: 'writes',
  run: async (bench) => {
    const entries = await startWriters(bench, 'bench_writes');
    const results = await runRounds(entries, bench, REST_MS);
    await bench.stop();
    const [many, floor] = [LATCHKEY.name, FLOOR].map((contestant) =>
      writeEntryName(contestant, bench.options.connections),
    ) as [string, string];
    const base = { name: FLOOR, label: 'floor' };
    const target = atLeast(ratio(results, [many, floor]), TARGETS.changes, `× ${FLOOR}`);
    return changesTable('PATCH /api/users/:id', {
      entries,
      results,
      base,
      targets: { [many]: target },
    });
  },
};
