export interface Table {
  title: string;
  /** What is not in the numbers; Markdown. */
  note?: string;
  head: readonly string[];
  /** The first column is text, and so is the last when it is called `target`. */
  rows: readonly (readonly string[])[];
}

/** Markdown that can be read as it is; laid out as prettier does it. */
export function markdownTable({ head, rows }: Pick<Table, 'head' | 'rows'>): string {
  const widths = head.map((name, column) =>
    Math.max(3, name.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const isText = (column: number) => column === 0 || head[column] === 'target';
  const line = (cells: readonly string[]) =>
    `| ${widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        return isText(column) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join(' | ')} |`;
  const ruler = widths.map((width, column) =>
    isText(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), line(ruler), ...rows.map(line)].join('\n');
}

/** A ratio beside what it is to be: `0.81, met (≥ 0.75)`. */
export function target(value: number, goal: number, unit = ''): string {
  const isMet = unit === 'MB' ? value <= goal : value >= goal;
  const sign = unit === 'MB' ? '≤' : '≥';
  const shown = unit === 'MB' ? `${Math.round(value)} MB` : `${value.toFixed(2)} ${unit}`.trim();
  return `${shown}, ${isMet ? 'met' : 'not met'} (${sign} ${goal})`;
}

export const whole = (value: number) => Math.round(value).toString();
export const tenth = (value: number) => value.toFixed(1);
export const megabytes = (bytes: number) => whole(bytes / 1e6);
