import { printable } from '#text';
import type { TextStyle } from './terminal.js';

interface Entry extends Record<string, unknown> {
  level: string;
  time: string;
  application: string;
  context?: string;
  msg?: string;
}

/** Wide enough for `backoffice`, `storefront` and the longest level. */
const WIDTHS = { application: 10, level: 5, method: 7, milliseconds: 8 };

/** Characters of a sentence of level `info`. The first start lists forty migrations. */
const MAX_INFO = 120;

const LEVEL_COLOURS = { warn: 'yellow', error: 'red', fatal: 'red' } as const;

/** Members with a place of their own, and the request id, which people rarely need. */
const LEFT_OUT = new Set('level time application context msg requestId error stack'.split(' '));

/**
 * Builds the text for people from one JSON line of the log: local time, application, then the
 * request or the event.
 */
export function logText(line: string, style: TextStyle): string {
  const entry = JSON.parse(line, printableMember) as Entry;
  const columns = [
    style('dim', new Date(entry.time).toTimeString().slice(0, 'HH:MM:SS'.length)),
    entry.application.padEnd(WIDTHS.application),
    ...(isRequest(entry) ? requestColumns(entry, style) : eventColumns(entry, style)),
  ];
  const { stack = entry.stack } = (entry.error ?? {}) as { stack?: unknown };
  const below = typeof stack === 'string' ? stack.split('\n').map((each) => `    ${each}`) : [];
  return [columns.join('  '), ...below].map((each) => `${each}\n`).join('');
}

interface Request {
  method: string;
  path: string;
  status: number;
  milliseconds: number;
}

function isRequest(entry: object): entry is Entry & Request {
  return 'method' in entry && 'path' in entry && 'milliseconds' in entry;
}

function requestColumns({ method, path, status, milliseconds }: Request, style: TextStyle) {
  const colour = status >= 500 ? 'red' : status >= 400 ? 'yellow' : 'green';
  return [
    style(colour, String(status)),
    `${milliseconds.toFixed(1).padStart(WIDTHS.milliseconds)} ms`,
    `${method.padEnd(WIDTHS.method)} ${path}`,
  ];
}

function eventColumns(entry: Entry, style: TextStyle): string[] {
  const { level, context, msg, error } = entry;
  const failure = typeof error === 'string' ? error : (error as Error | undefined)?.message;
  const sentence = [context, msg, failure].filter((part) => part !== undefined).join(': ');
  const isLong = level === 'info' && sentence.length > MAX_INFO;
  const members = Object.entries(entry)
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const colour = LEVEL_COLOURS[level as keyof typeof LEVEL_COLOURS];
  const label = level.padEnd(WIDTHS.level);
  return [
    colour ? style(colour, label) : label,
    [isLong ? `${sentence.slice(0, MAX_INFO)} …` : sentence, ...members].join('  '),
  ];
}

/** Replaces characters that a terminal would obey. Only a stack may have several lines. */
function printableMember(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return name === 'stack' ? value.split('\n').map(printable).join('\n') : printable(value);
}
