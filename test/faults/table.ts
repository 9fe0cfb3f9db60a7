import type { Ledger } from './ledger.js';
import type { Finding } from './scenario.js';

/** A row of the table, or the reason why a scenario was skipped. */
export type Row = Finding | { name: string; skipped: string };

const COLUMNS: Record<string, (finding: Finding) => string> = {
  scenario: ({ name }) => name,
  s: ({ seconds }) => seconds.toFixed(0),
  sent: ({ ledger }) => String(ledger.requests.length),
  answered: ({ ledger }) => String(ledger.requests.length - ledger.failures().length),
  failed: ({ ledger }) => String(ledger.failures().length),
  'in flight': ({ inFlight }) => String(inFlight),
  'tokens failed': ({ ledger }) =>
    String(ledger.failures().filter(({ kind }) => kind === 'token').length),
  acknowledged: ({ ledger }) =>
    String(ledger.writes.filter(({ acknowledged }) => acknowledged).length),
  missing: ({ comparison }) => String(comparison.missing.length),
  twice: ({ comparison }) => String(comparison.twice.length),
  unacknowledged: ({ comparison }) => String(comparison.unacknowledged),
  replayed: ({ ledger }) => String(ledger.writes.filter(({ replayed }) => replayed).length),
  usage: ({ usage }) => (usage > 0 ? `+${usage}` : String(usage)),
  '503 after ms': ({ unavailableMs }) => latencies(unavailableMs),
  'recovered after ms': ({ recoveryMs }) => recoveryMs.toFixed(0),
};

/** Builds the table, followed by the failures and the broken promises of each scenario. */
export function table(rows: readonly Row[]): string {
  const played = rows.filter((row) => 'ledger' in row);
  const heads = Object.keys(COLUMNS);
  const cells = [heads, ...played.map((row) => heads.map((head) => COLUMNS[head]!(row)))];
  return `${[...aligned(cells), '', ...rows.flatMap(remarks)].join('\n')}\n`;
}

/** Returns one line for each row, with columns of the same width. */
export function aligned(cells: readonly string[][]): string[] {
  const widths = cells[0]!.map((_, at) => Math.max(...cells.map((row) => row[at]!.length)));
  return cells.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!)))
      .join('  '),
  );
}

function remarks(row: Row): string[] {
  if ('skipped' in row) return [`${row.name}: skipped, ${row.skipped}`];
  const failed = failuresOf(row.ledger);
  return [
    ...(failed.length > 0 ? [`${row.name}: ${failed.join(', ')}`] : []),
    ...row.broken.map((broken) => `${row.name}: BROKEN: ${broken}`),
    ...(row.broken.length > 0 ? row.errors.map((line) => `  logged: ${line}`) : []),
  ];
}

/** Returns the kinds of failed requests with their outcomes and numbers. */
export function failuresOf(ledger: Ledger): string[] {
  const counts = new Map<string, number>();
  for (const { kind, outcome } of ledger.failures()) {
    const what = `${kind} ${outcome}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return [...counts].map(([what, count]) => `${what} × ${count}`).toSorted();
}

/** Returns the median and the maximum. */
function latencies(times: readonly number[]): string {
  if (times.length === 0) return '';
  const sorted = times.toSorted((one, other) => one - other);
  return `${sorted[Math.floor(sorted.length / 2)]!.toFixed(0)}, ${sorted.at(-1)!.toFixed(0)}`;
}
