import { displayWidth, padded, truncated } from './display-width.js';

const GAP = '  ';

/** Cells of a text that a table shows before it has room for details. */
const GOOD_WIDTH = 18;

/** Cells to which a column can shrink. A narrower one shows too little of a name. */
const MIN_WIDTH = 8;

/** Columns that are copied into the next command. They shrink last. */
const IS_ID = /^(?:id|kid)$|Id$/;

export interface TableOptions {
  /** Width of the terminal; null for a complete table, such as in a pipe. */
  width: number | null;
  /** Names of the columns that a narrow terminal leaves out, the last one first. */
  details?: readonly string[];
}

interface Column {
  name: string;
  width: number;
}

/** Lays out rows of texts. Rows may be added in pages; the first page decides what fits. */
export class Table {
  #columns: Column[] = [];
  /** The columns that did not fit. */
  omitted: string[] = [];

  constructor(private readonly options: TableOptions) {}

  get isEmpty(): boolean {
    return this.#columns.length === 0;
  }

  /** Returns the lines of the rows, or null when there are none. */
  add(rows: readonly Readonly<Record<string, string>>[]): string | null {
    if (rows.length === 0) return null;
    const isFirst = this.isEmpty;
    if (isFirst) this.#columns = Object.keys(rows[0]!).map((name) => ({ name, width: 0 }));
    const names = Object.fromEntries(this.#columns.map(({ name }) => [name, name]));
    const lines = isFirst ? [names, ...rows] : rows;
    const { width } = this.options;
    if (isFirst || width === null) this.#measure(lines);
    if (isFirst && width !== null) this.#fit(width);
    return lines.map((line) => this.#line(line)).join('\n');
  }

  #measure(lines: readonly Readonly<Record<string, string>>[]): void {
    for (const column of this.#columns) {
      const widths = lines.map((line) => displayWidth(line[column.name]!));
      column.width = widths.reduce((most, width) => Math.max(most, width), column.width);
    }
  }

  /** Leaves out details until the other columns fit well enough, then shrinks the widest ones. */
  #fit(width: number): void {
    const details = [...(this.options.details ?? [])];
    const needed = () =>
      total(this.#columns.map((column) => (isId(column) ? column.width : goodWidth(column))));
    while (needed() > width && details.length > 0) {
      const name = details.pop()!;
      this.#columns = this.#columns.filter((column) => column.name !== name);
      this.omitted.unshift(name);
    }
    while (total(this.#columns.map((column) => column.width)) > width) {
      const column = widest(this.#columns);
      if (!column) return; // narrower than any table; the terminal wraps the lines
      column.width -= 1;
    }
  }

  #line(cells: Readonly<Record<string, string>>): string {
    return this.#columns
      .map(({ name, width }) => {
        const text = cells[name]!;
        return padded(this.options.width === null ? text : truncated(text, width), width);
      })
      .join(GAP)
      .trimEnd();
  }
}

/** Returns the widest column that can shrink; an id only when no other can. */
function widest(columns: readonly Column[]): Column | undefined {
  const candidates = columns.filter(({ width }) => width > MIN_WIDTH);
  const others = candidates.filter((column) => !isId(column));
  return (others.length > 0 ? others : candidates).toSorted((a, b) => b.width - a.width)[0];
}

function isId({ name }: Column): boolean {
  return IS_ID.test(name);
}

function goodWidth({ width }: Column): number {
  return Math.min(width, GOOD_WIDTH);
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
}
