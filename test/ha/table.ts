import { aligned, failuresOf } from '../faults/table.js';
import type { Recovery } from './recovery.js';
import type { Finding } from './scenario.js';

const COLUMNS: Record<string, (finding: Finding) => string> = {
  scenario: ({ name }) => name,
  requests: ({ ledger }) => String(ledger.requests.length),
  'with 503': ({ ledger }) => String(ledger.failures().length),
  tokens: ({ ledger }) => String(ledger.requests.filter(({ kind }) => kind === 'token').length),
  refused: ({ ledger }) => String(ledger.failures().filter(({ kind }) => kind === 'token').length),
  'slowest token s': (finding) => slowest(finding, (kind) => kind === 'token'),
  'slowest request s': (finding) => slowest(finding, () => true),
  writes: ({ ledger }) => String(ledger.writes.filter(({ acknowledged }) => acknowledged).length),
  lost: ({ comparison }) => String(comparison.missing.length),
  doubled: ({ comparison }) => String(comparison.twice.length),
  'first write after s': ({ writes }) => after(writes),
  'first page after s': ({ pages }) => after(pages),
  'healed after s': ({ healedAfter }) => healedAfter.toFixed(1),
  pg_rewind: ({ rewinds }) => String(rewinds),
};

/** Builds the table, followed by the failures and the broken promises of each scenario. */
export function table(findings: readonly Finding[]): string {
  const heads = Object.keys(COLUMNS);
  const rows = findings.map((finding) => heads.map((head) => COLUMNS[head]!(finding)));
  return `${[...aligned([heads, ...rows]), '', ...findings.flatMap(remarks)].join('\n')}\n`;
}

function remarks({ name, ledger, broken }: Finding): string[] {
  const failed = failuresOf(ledger);
  return [
    ...(failed.length > 0 ? [`${name}: ${failed.join(', ')}`] : []),
    ...broken.map((problem) => `${name}: BROKEN: ${problem}`),
  ];
}

function slowest({ ledger }: Finding, includes: (kind: string) => boolean): string {
  const times = ledger.requests
    .filter(({ kind }) => includes(kind))
    .map(({ sentAt, endedAt }) => endedAt - sentAt);
  return (Math.max(...times) / 1000).toFixed(1);
}

function after({ afterMs }: Recovery): string {
  return afterMs === null ? '–' : (afterMs / 1000).toFixed(1);
}
