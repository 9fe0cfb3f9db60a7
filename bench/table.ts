export interface Table {
  title: string;
  /** A note above the table; Markdown. */
  note?: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/**
 * Builds a Markdown table with aligned columns, as prettier formats it. Numbers are at the right.
 */
export function markdownTable({ head, rows }: Pick<Table, 'head' | 'rows'>): string {
  const columns = head.map((name, at) => {
    const cells = rows.map((row) => row[at] ?? '');
    const width = Math.max(3, name.length, ...cells.map(({ length }) => length));
    return { width, isNumeric: cells.every((cell) => /^[\d.]+$/.test(cell)) };
  });
  const line = (cells: readonly string[]) =>
    `| ${columns
      .map(({ width, isNumeric }, at) =>
        isNumeric ? cells[at]!.padStart(width) : cells[at]!.padEnd(width),
      )
      .join(' | ')} |`;
  const ruler = columns.map(({ width, isNumeric }) =>
    isNumeric ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
  );
  return [line(head), line(ruler), ...rows.map(line)].join('\n');
}

/** Shows a measured value with its minimum: `0.81 × floor, met (≥ 0.75)`. */
export function atLeast(value: number, goal: number, unit = ''): string {
  const shown = [value.toFixed(2), unit].filter((part) => part !== '').join(' ');
  return `${shown}, ${verdict(value >= goal)} (≥ ${goal})`;
}

/** Shows a measured value, rounded, with its maximum: `214 MB, not met (≤ 200)`. */
export function atMost(value: number, goal: number, unit: string): string {
  return `${integer(value)} ${unit}, ${verdict(value <= goal)} (≤ ${goal})`;
}

function verdict(isMet: boolean): string {
  return isMet ? 'met' : 'not met';
}

export function integer(value: number): string {
  return Math.round(value).toString();
}

export function tenth(value: number): string {
  return value.toFixed(1);
}

export function megabytes(bytes: number): string {
  return integer(bytes / 1e6);
}
