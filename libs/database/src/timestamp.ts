import { types } from 'pg';

/** PostgreSQL's format in a UTC session. Years before 100 are rare, and the driver reads them. */
const IN_UTC = /^(?!00)\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?\+00$/;

const { TIMESTAMPTZ } = types.builtins;
const readAny = types.getTypeParser(TIMESTAMPTZ) as (text: string) => Date | number | null;

/** Milliseconds from 1970; the range of a `Date`. */
const FURTHEST_MS = 8.64e15;

/**
 * Type parsers of the driver. Its own parser takes 0.8 µs for a `timestamptz`, this one 0.15 µs in
 * a UTC session, which is the usual one: 3 % of a page of 25 users, which has 50 of them.
 */
export const typeParsers: Pick<typeof types, 'getTypeParser'> = {
  getTypeParser: (oid, format) =>
    oid === TIMESTAMPTZ && format !== 'binary' ? readTimestamp : types.getTypeParser(oid, format),
};

/**
 * Reads a time to the millisecond. Times out of range, such as `infinity`, become the nearest
 * `Date`.
 */
export function readTimestamp(text: string): Date {
  if (!IN_UTC.test(text)) return readOther(text);
  const two = (at: number) => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 11 * ZERO;
  const end = text.length - '+00'.length;
  const digit = (at: number) => (at < end ? text.charCodeAt(at) - ZERO : 0);
  const year = two(0) * 100 + two(2);
  const milliseconds = digit(20) * 100 + digit(21) * 10 + digit(22);
  return new Date(Date.UTC(year, two(5) - 1, two(8), two(11), two(14), two(17), milliseconds));
}

const ZERO = '0'.charCodeAt(0);

/**
 * Reads other formats with the driver's parser.
 *
 * @throws Error for an unreadable time, as with another `DateStyle`: null would mean "never"
 */
function readOther(text: string): Date {
  const time = readAny(text);
  if (time === null) throw new Error('PostgreSQL sent a time that is not in the ISO format');
  const ms = Number(time);
  const isLate = Number.isNaN(ms) ? !text.endsWith('BC') : ms > 0;
  return Math.abs(ms) <= FURTHEST_MS ? new Date(ms) : new Date(isLate ? FURTHEST_MS : -FURTHEST_MS);
}
