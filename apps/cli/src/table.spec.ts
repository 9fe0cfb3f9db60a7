import { describe, expect, it } from 'vitest';
import { Table } from './table.js';

const ID = '5f0c1f0e-5b0b-4a33-9c5e-0d2b1f8f8a11';
const rows = [
  {
    clientId: ID,
    name: 'the warehouse of the company',
    scopes: 'users:read users:write',
    side: 'x',
  },
  { clientId: ID, name: 'erp', scopes: '-', side: 'x' },
];

describe('a table', () => {
  it('is complete without a width, and its columns grow with later pages', () => {
    const table = new Table({ width: null });
    expect(table.add([])).toBeNull();
    expect(table.isEmpty).toBe(true);
    expect(table.add([{ a: '1', b: 'x' }])).toBe('a  b\n1  x');
    expect(table.add([{ a: '1000', b: 'x' }])).toBe('1000  x');
    expect(table.add([{ a: '1', b: 'x' }])).toBe('1     x');
  });

  it('cuts its widest texts to fit, and no id', () => {
    const table = new Table({ width: 70 });
    expect(table.add(rows)).toBe(
      [
        'clientId                              name          scopes        side',
        `${ID}  the warehou…  users:read …  x`,
        `${ID}  erp           -             x`,
      ].join('\n'),
    );
    expect(table.omitted).toEqual([]);
  });

  it.each([200, 100, 80, 70, 64, 60, 50, 40, 34])('fits into %i columns', (width) => {
    const table = new Table({ width, details: ['scopes', 'side'] });
    const lines = `${table.add(rows)}\n${table.add(rows)}`.split('\n');
    expect(lines).toHaveLength(5);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
  });

  it('leaves out details, the last one first, before it cuts texts below 18 characters', () => {
    const table = new Table({ width: 76, details: ['scopes', 'side'] });
    table.add(rows);
    expect(table.omitted).toEqual(['side']);
    const narrow = new Table({ width: 56, details: ['scopes', 'side'] });
    expect(narrow.add(rows)).toBe(
      `clientId                              name\n${ID}  the warehouse of …\n${ID}  erp`,
    );
    expect(narrow.omitted).toEqual(['scopes', 'side']);
  });

  it('keeps the widths of its first page on a terminal', () => {
    const table = new Table({ width: 80 });
    table.add([{ name: 'erp', side: 'x' }]);
    expect(table.add([{ name: 'warehouse', side: 'x' }])).toBe('war…  x');
  });
});
