import { FLOOR, LATCHKEY } from './contestants.js';
import type { Entry, Round } from './rounds.js';
import { megabytes, type Table, target, tenth, whole } from './table.js';

interface Results {
  entries: readonly Entry[];
  results: ReadonlyMap<string, Round>;
  /** How many times as fast as these Latchkey is to be. */
  goals: Readonly<Record<string, number>>;
}

const HEAD = [
  'contestant',
  'req/CPU-s',
  '× floor',
  'req/s',
  'p50 ms',
  'p99 ms',
  'peak RSS MB',
  'target',
];

/** A row for each contestant, beside the floor. */
export function contestantTable(title: string, { entries, results, goals }: Results): Table {
  const rate = (name: string) => results.get(name)!.perCpuSecond;
  const targets = Object.entries(goals)
    .filter(([other]) => results.has(other))
    .map(([other, goal]) => target(rate(LATCHKEY.name) / rate(other), goal, `× ${other}`));
  const rows = entries.map(({ name, server }) => {
    const { perCpuSecond, perSecond, p50, p99 } = results.get(name)!;
    return [
      name,
      whole(perCpuSecond),
      (perCpuSecond / rate(FLOOR)).toFixed(2),
      whole(perSecond),
      tenth(p50),
      tenth(p99),
      megabytes(server.memory().peak),
      name === LATCHKEY.name ? targets.join('; ') : '',
    ];
  });
  return { title, head: HEAD, rows };
}
