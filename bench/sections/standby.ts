import { LATCHKEY } from '../contestants.js';
import { standbyStatements } from '../database-statements.js';
import { medianRound, ratio, runRounds } from '../rounds.js';
import { atLeast, integer, tenth } from '../table.js';
import { TARGETS } from '../targets.js';
import { startWriters, writeEntryName } from '../writers.js';
import type { Section } from './section.js';

/** The time that the standby takes for a commit. */
const STANDBY_MS = 5;

/** Measures how many changes proceed at the same time while each commit waits for a standby. */
export const standby: Section = {
  name: 'standby',
  run: async (bench) => {
    const entries = await startWriters(bench, 'bench_standby', standbyStatements(STANDBY_MS));
    const results = await runRounds(entries, bench);
    await bench.stop();
    const { connections } = bench.options;
    const contestants = [...new Set(entries.map(({ contestant }) => contestant))];
    const rows = contestants.map((contestant) => {
      const many = writeEntryName(contestant, connections);
      const one = writeEntryName(contestant, 1);
      const times = ratio(results, [many, one], 'perSecond');
      return [
        contestant,
        integer(medianRound(results, one).perSecond),
        tenth(medianRound(results, one).p50),
        integer(medianRound(results, many).perSecond),
        tenth(medianRound(results, many).p50),
        times.toFixed(1),
        contestant === LATCHKEY.name ? atLeast(times, TARGETS.standby, '× one writer') : '',
      ];
    });
    return {
      title: `PATCH /api/users/:id, with a standby that takes ${STANDBY_MS} ms`,
      head: [
        'contestant',
        'one writer, changes/s',
        'p50 ms',
        `${connections} writers, changes/s`,
        'p50 ms',
        '× one writer',
        'target',
      ],
      rows,
    };
  },
};
