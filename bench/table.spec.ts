import { format } from 'prettier';
import { expect, it } from 'vitest';
import { atLeast, atMost, markdownTable } from './table.js';

const TABLE = {
  head: ['contestant', 'req/s', '× floor', 'target'],
  rows: [
    ['floor: node:http', '12345', '1.00', ''],
    ['Latchkey', '99', '0.81', 'met'],
  ],
};

it('markdownTable aligns its columns, with numbers at the right', () => {
  expect(markdownTable(TABLE)).toBe(
    [
      '| contestant       | req/s | × floor | target |',
      '| ---------------- | ----: | ------: | ------ |',
      '| floor: node:http | 12345 |    1.00 |        |',
      '| Latchkey         |    99 |    0.81 | met    |',
    ].join('\n'),
  );
});

it('markdownTable writes the same as prettier', async () => {
  const table = `${markdownTable(TABLE)}\n`;
  expect(await format(table, { parser: 'markdown' })).toBe(table);
});

it.each([
  [atLeast(0.81, 0.75, '× floor'), '0.81 × floor, met (≥ 0.75)'],
  [atLeast(0.7, 0.75), '0.70, not met (≥ 0.75)'],
  [atMost(199.6, 200, 'MB'), '200 MB, met (≤ 200)'],
  [atMost(214.2, 200, 'MB'), '214 MB, not met (≤ 200)'],
])('shows a figure with its target: %s', (shown, expected) => {
  expect(shown).toBe(expected);
});
