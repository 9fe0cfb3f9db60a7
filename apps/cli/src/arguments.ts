import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ChainPoint } from '#audit';
import { SIDES } from '#oauth/offline';
import { normalText } from '#text/characters';

/** A date, or a date and time with an offset. Without one, the time would depend on the machine. */
const ISO_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

export const DAY_MS = 86_400_000;

export function sideOption(description = 'only this side'): Option {
  return new Option('--side <side>', description).choices(SIDES);
}

export function jsonOption(description = 'print one JSON object'): Option {
  return new Option('--json', description);
}

export function wideOption(): Option {
  return new Option('--wide', 'on a terminal: print every column, whole texts and exact times');
}

/** Adds the options of a command that prints a table, or a JSON array. */
export function printsRows(command: Command): Command {
  return command.addOption(wideOption()).addOption(jsonOption('print a JSON array'));
}

/** Adds `--days` and `--side` to a command about all clients. */
export function takesDays(command: Command, description: string, days: number): Command {
  return command
    .option('--days <number>', description, readNumber(0, 36_500), days)
    .addOption(sideOption());
}

export function readTime(text: string): Date {
  const time = new Date(text);
  if (!ISO_TIME.test(text) || Number.isNaN(time.getTime())) {
    throw new InvalidArgumentError(
      'It must be an ISO 8601 date, or a date and time with an offset.',
    );
  }
  return time;
}

/** Returns a reader of whole numbers from `min` to `max`, both included. */
export function readNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d{1,12}$/.test(text) && number >= min && number <= max) return number;
    throw new InvalidArgumentError(`It must be a number from ${min} to ${max}.`);
  };
}

/** Reads words separated by spaces or commas. */
export function readList(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Reads `name=number` pairs separated by spaces or commas; each name may appear once. */
export function readNumbers(text: string): Record<string, number> {
  const pairs = readList(text).map((pair) => /^(\w{1,100})=(\d{1,12})$/.exec(pair));
  const numbers = Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', Number(pair?.[2])]));
  if (!pairs.includes(null) && Object.keys(numbers).length === pairs.length) return numbers;
  throw new InvalidArgumentError('It must be name=number, or several pairs separated by commas.');
}

/** Reads the key of a client in the clients file. It may be a name, which is the default key. */
export function readKey(text: string): string {
  if (/^[^\p{Cc}\p{Cs}]{1,100}$/u.test(text)) return normalText(text);
  throw new InvalidArgumentError('It must be 1 to 100 printable characters.');
}

/** Reads the id and hash of an event of the audit trail. */
export function readPoint(text: string): ChainPoint {
  const [, id, hash] = /^(0|[1-9]\d{0,17}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (!id || !hash) {
    throw new InvalidArgumentError('It must be <id>:<hash in 64 hexadecimal digits>.');
  }
  return { id, hash: hash.toLowerCase() };
}
