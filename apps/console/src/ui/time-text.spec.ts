import { describe, expect, it } from 'vitest';
import { DAY, relativeTime, toneOfEnd } from './time-text.js';

const now = Date.UTC(2026, 10, 30, 12);
const after = (milliseconds: number) => relativeTime(new Date(now + milliseconds), 'en', now);

describe('a time relative to now', () => {
  it.each([
    [-1000, '1 second ago'],
    [-60_000 * 5, '5 minutes ago'],
    [-DAY * 3, '3 days ago'],
    [-DAY * 100, '3 months ago'],
    [DAY * 14, 'in 14 days'],
    [DAY * 7 - 1000, 'in 7 days'],
    [1000 - DAY * 8, '7 days ago'],
    [DAY * 800, 'in 2 years'],
  ])('of %i ms is said as %s', (milliseconds, text) => {
    expect(after(milliseconds)).toBe(text);
  });

  it('is said in the language of the person', () => {
    expect(relativeTime(new Date(now - DAY * 3), 'de', now)).toBe('vor 3 Tagen');
  });
});

describe('the colour of an end', () => {
  it.each([
    [DAY * 14 + 1, undefined],
    [DAY * 14, 'accent'],
    [DAY * 7 + 1, 'accent'],
    [DAY * 7, 'warn'],
    [DAY * 3 + 1, 'warn'],
    [DAY * 3, 'bad'],
    [-DAY, 'bad'],
  ])('in %i ms is %s', (distance, tone) => {
    expect(toneOfEnd(distance)).toBe(tone);
  });
});
