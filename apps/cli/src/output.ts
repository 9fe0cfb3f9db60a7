import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printable, UNPRINTABLE } from '#text/characters';
import { currentTerminal } from './terminal.js';

type Row = Record<string, unknown>;

export interface Output {
  json?: boolean;
}

/** Prints a table for people, or JSON for scripts. */
export function printRows(rows: readonly Row[], { json }: Output): void {
  print(json ? jsonText(rows, 2) : (new Table().add(rows) ?? 'none'));
}

/**
 * Prints any number of rows as `printRows` does: each page is printed before the
 * next one is read. Columns are as wide as the widest cell so far.
 */
export async function printPages(pages: AsyncIterable<readonly Row[]>, { json }: Output) {
  await printTexts(json ? jsonArray(pages) : tables(pages));
}

/** Prints texts in order, at the speed of the reader, until the reader stops, as `head` does. */
export async function printTexts(texts: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(texts), currentTerminal().stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

async function* tables(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  const table = new Table();
  for await (const rows of pages) {
    const text = table.add(rows);
    if (text !== null) yield `${text}\n`;
  }
  if (table.isEmpty) yield 'none\n';
}

async function* jsonArray(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of pages) {
    for (const row of rows) {
      yield `${before}${jsonText(row)}`;
      before = ',\n';
    }
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** Prints one object: a line for each member, or JSON. */
export function printRecord(record: Row, { json }: Output): void {
  const width = Math.max(...Object.keys(record).map((name) => name.length));
  const lines = Object.entries(record).map(([name, value]) =>
    `${name.padEnd(width)}  ${cell(value)}`.trimEnd(),
  );
  print(json ? jsonText(record, 2) : lines.join('\n'));
}

/** Printed below a new secret. */
export const SAVE_SECRET =
  '\nSave the secret now: only its hash is stored, so it cannot be shown again.';

export function print(text: string): void {
  currentTerminal().stdout.write(`${text}\n`);
}

/** Prints a message to standard error, so that standard output contains only the result. */
export function printMessage(message: unknown): void {
  currentTerminal().stderr.write(messageText(message));
}

export function messageText(message: unknown): string {
  return `latchkey: ${String(message)}\n`;
}

/** Builds JSON with `UNPRINTABLE` characters escaped; JSON.stringify only escapes up to U+001F. */
export function jsonText(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replaceAll(UNPRINTABLE, (text) =>
    text === '\n' ? text : text.split('').map(escapeUnit).join(''),
  );
}

/** Escapes a UTF-16 code unit for JSON (RFC 8259 §7). */
function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export function timeText(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}

class Table {
  #names: string[] = [];
  #widths: number[] = [];

  get isEmpty(): boolean {
    return this.#names.length === 0;
  }

  /** Returns the lines of the rows, or null when there are none. */
  add(rows: readonly Row[]): string | null {
    if (rows.length === 0) return null;
    const isFirst = this.#names.length === 0;
    if (isFirst) this.#names = Object.keys(rows[0]!);
    const cells = rows.map((row) => this.#names.map((name) => cell(row[name])));
    const lines = isFirst ? [this.#names, ...cells] : cells;
    this.#widths = this.#names.map((_, column) =>
      lines.reduce(
        (width, line) => Math.max(width, line[column]!.length),
        this.#widths[column] ?? 0,
      ),
    );
    return lines.map((line) => this.#line(line)).join('\n');
  }

  #line(cells: readonly string[]): string {
    return cells
      .map((text, column) => text.padEnd(this.#widths[column]!))
      .join('  ')
      .trimEnd();
  }
}

function cell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (value instanceof Date) return timeText(value);
  if (Array.isArray(value)) return value.length === 0 ? '-' : printable(value.join(' '));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}
