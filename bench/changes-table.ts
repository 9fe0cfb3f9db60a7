import { medianRound, ratio, type Rounds } from './rounds.js';
import { integer, type Table, tenth } from './table.js';
import { type WriteEntry, writeEntryName } from './writers.js';

interface Results {
  entries: readonly WriteEntry[];
  results: Rounds;
  /** The contestant whose figures are 1.00, and its label in the head. */
  base: { name: string; label: string };
  /** The last column of some entries, by name. */
  targets: Readonly<Record<string, string>>;
}

const NOTE =
  'Ratios compare contestants with the same number of writers. PostgreSQL ms is the CPU time that all processes of PostgreSQL use for a change.';

/** Builds a table of changes with one row for each entry. */
export function changesTable(
  title: string,
  { entries, results, base, targets }: Results,
): Required<Table> {
  const times = `× ${base.label}`;
  const head = ['contestant', 'writers', 'changes/CPU-s', times, 'changes/s', times];
  const rows = entries.map(({ name, contestant, writers }) => {
    const { perCpuSecond, perSecond, p50, p99, databaseMs } = medianRound(results, name);
    const pair = [name, writeEntryName(base.name, writers)] as const;
    return [
      contestant,
      String(writers),
      integer(perCpuSecond),
      ratio(results, pair).toFixed(2),
      integer(perSecond),
      ratio(results, pair, 'perSecond').toFixed(2),
      tenth(p50),
      tenth(p99),
      databaseMs.toFixed(2),
      targets[name] ?? '',
    ];
  });
  return {
    title,
    note: NOTE,
    head: [...head, 'p50 ms', 'p99 ms', 'PostgreSQL ms', 'target'],
    rows,
  };
}
