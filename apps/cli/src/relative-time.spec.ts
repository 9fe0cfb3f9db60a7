import { describe, expect, it } from 'vitest';
import { relativeTime } from './relative-time.js';

const now = new Date('2026-12-01T12:00:00Z');

describe('a time relative to now', () => {
  it.each([
    ['2026-12-01T12:00:00Z', 'in 0 seconds'],
    ['2026-12-01T11:59:01Z', '59 seconds ago'],
    ['2026-12-01T11:01:00Z', '59 minutes ago'],
    ['2026-12-01T10:00:01Z', '1 hour ago'],
    ['2026-11-28T12:00:00Z', '3 days ago'],
    ['2026-12-15T12:00:00Z', 'in 14 days'],
    ['2025-12-01T12:00:00Z', '365 days ago'],
  ])('of %s is %s', (time, expected) => {
    expect(relativeTime(new Date(time), now)).toBe(expected);
  });

  it('is short in a table', () => {
    expect(relativeTime(new Date('2026-11-28T12:00:00Z'), now, 'narrow')).toBe('3d ago');
    expect(relativeTime(new Date('2026-12-15T12:00:00Z'), now, 'narrow')).toBe('in 14d');
  });
});
