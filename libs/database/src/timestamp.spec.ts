import { types } from 'pg';
import { expect, it } from 'vitest';
import { readTimestamp } from './timestamp.js';

const asTheDriver = types.getTypeParser(types.builtins.TIMESTAMPTZ) as (text: string) => Date;

it.each([
  '2026-11-25 23:15:11.123456+00',
  '2026-11-25 23:15:11.12+00',
  '2026-11-25 23:15:11.9999+00',
  '2026-01-01 00:00:00+00',
  '2024-02-29 23:59:59.999999+00',
  '1969-12-31 23:59:59.5+00',
  '0099-12-31 23:59:59+00',
  '0100-01-01 00:00:00+00',
  '9999-12-31 23:59:59.999+00',
  '10000-01-01 00:00:00+00',
  '2026-11-25 23:15:11.123456+01',
  '2026-11-25 23:15:11-03:30',
  '0044-03-15 12:00:00+00 BC',
])('reads the timestamp %s as the driver does', (text) => {
  expect(readTimestamp(text)).toEqual(asTheDriver(text));
});

it.each([
  ['infinity', 8.64e15],
  ['294276-12-31 23:59:59.999999+00', 8.64e15],
  ['-infinity', -8.64e15],
  ['290000-01-01 00:00:00+00 BC', -8.64e15],
])('reads %s, which is out of range for a Date, as the nearest Date', (text, ms) => {
  expect(readTimestamp(text).getTime()).toBe(ms);
});

it.each(['29.11.2026 17:00:00 UTC', '11/29/2026 17:00:00 UTC', 'Sun Nov 29 17:00:00 2026 UTC', ''])(
  'rejects the timestamp %j, which is not in the ISO format',
  (text) => {
    expect(() => readTimestamp(text)).toThrow('a time that is not in the ISO format');
  },
);

it('reads each millisecond of a timestamp as the driver does', () => {
  for (let millisecond = 0; millisecond < 1000; millisecond += 1) {
    const text = `2026-11-25 23:15:11.${String(millisecond).padStart(3, '0')}+00`;
    expect(readTimestamp(text).getTime()).toBe(asTheDriver(text).getTime());
  }
});
