import { type Entry, medianRound, ratio, type Rounds } from './rounds.js';
import { megabytes, type Table, tenth, integer } from './table.js';

interface Results {
  /** Head of the first column. */
  of: string;
  entries: readonly Entry[];
  results: Rounds;
  /** The entry whose rate is 1.00, and its label in the head. */
  base: { name: string; label: string };
  /** The last column of some entries, by name. */
  targets: Readonly<Record<string, string>>;
}

/** Builds a table with one row for each entry of the rounds. */
export function roundsTable(
  title: string,
  { of, entries, results, base, targets }: Results,
): Table {
  const head = [
    of,
    'req/CPU-s',
    `× ${base.label}`,
    'req/s',
    'p50 ms',
    'p99 ms',
    'peak RSS MB',
    'target',
  ];
  const rows = entries.map(({ name, server }) => {
    const { perCpuSecond, perSecond, p50, p99 } = medianRound(results, name);
    return [
      name,
      integer(perCpuSecond),
      ratio(results, [name, base.name]).toFixed(2),
      integer(perSecond),
      tenth(p50),
      tenth(p99),
      megabytes(server.memory().peak),
      targets[name] ?? '',
    ];
  });
  return { title, head, rows };
}
