import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { printable, UNPRINTABLE } from '#text/characters';
import { relativeTime } from './relative-time.js';
import { Table, type TableOptions } from './table.js';
import { currentTerminal } from './terminal.js';

type Row = Record<string, unknown>;

export interface Output {
  json?: boolean;
  /** True for a complete table on a terminal, as in a pipe. */
  wide?: boolean;
}

type Details = Pick<TableOptions, 'details'>;

/** Prints a table for people, or a JSON array for scripts, with a row on each line. */
export async function printRows(
  rows: readonly Row[],
  output: Output,
  details: Details = {},
): Promise<void> {
  await printPages(onePage(rows), output, details);
}

async function* onePage(rows: readonly Row[]): AsyncGenerator<readonly Row[]> {
  yield rows;
}

/**
 * Prints any number of rows as `printRows` does: each page is printed before the
 * next one is read. Columns are as wide as the widest cell so far.
 */
export async function printPages(
  pages: AsyncIterable<readonly Row[]>,
  { json, wide = false }: Output,
  { details }: Details = {},
): Promise<void> {
  if (json) return printTexts(jsonArray(pages));
  const table = new Table({ width: wide ? null : screenWidth(), details });
  await printTexts(tables(pages, table, wide));
  const { omitted } = table;
  if (omitted.length > 0) printMessage(`--wide also shows: ${omitted.join(', ')}`);
}

/** Columns of a terminal that does not say how many it has. */
const USUAL_WIDTH = 80;

/** True when standard output is a terminal. */
export function isScreen(): boolean {
  return currentTerminal().stdout.isTTY ?? false;
}

/** Returns the width of the terminal, or null when the output goes elsewhere. */
function screenWidth(): number | null {
  const { stdout } = currentTerminal();
  return stdout.isTTY ? stdout.columns || USUAL_WIDTH : null;
}

/** Prints texts in order, at the speed of the reader, until the reader stops, as `head` does. */
export async function printTexts(texts: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(texts), currentTerminal().stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

async function* tables(
  pages: AsyncIterable<readonly Row[]>,
  table: Table,
  wide: boolean,
): AsyncGenerator<string> {
  const now = wide || screenWidth() === null ? null : new Date();
  for await (const rows of pages) {
    const text = table.add(rows.map((row) => cells(row, now)));
    if (text !== null) yield `${text}\n`;
  }
  if (table.isEmpty) yield 'none\n';
}

/** Returns the texts of a row. With `now`, times are relative to it. */
function cells(row: Row, now: Date | null): Record<string, string> {
  const texts = Object.entries(row).map(([name, value]) => {
    const isRelative = now !== null && value instanceof Date;
    return [name, isRelative ? relativeTime(value, now, 'narrow') : cell(value)];
  });
  return Object.fromEntries(texts) as Record<string, string>;
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

function cell(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (value instanceof Date) return timeText(value);
  if (Array.isArray(value)) return value.length === 0 ? '-' : printable(value.join(' '));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return printable(typeof value === 'string' ? value : JSON.stringify(value));
}
