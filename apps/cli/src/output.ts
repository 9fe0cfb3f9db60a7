/** A table for people, or JSON for scripts: the same rows. */
export function printRows(rows: readonly Record<string, unknown>[], { json }: { json?: boolean }) {
  print(json ? JSON.stringify(rows, null, 2) : table(rows));
}

/** One object: a line for each member, or JSON. */
export function printRecord(record: Record<string, unknown>, { json }: { json?: boolean }) {
  const width = Math.max(...Object.keys(record).map((name) => name.length));
  const lines = Object.entries(record).map(
    ([name, value]) => `${name.padEnd(width)}  ${cell(value)}`,
  );
  print(json ? JSON.stringify(record, null, 2) : lines.join('\n'));
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function table(rows: readonly Record<string, unknown>[]): string {
  if (rows.length === 0) return 'none';
  const names = Object.keys(rows[0]!);
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cell(value: unknown): string {
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, 'Z');
  if (Array.isArray(value)) return value.join(' ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
