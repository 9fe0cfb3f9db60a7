import { describe, expect, it } from 'vitest';
import { paginateInMemory } from './paginate-in-memory.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { LIMITS } from '../../../../test/support/json-api-limits.js';
import { queryOf } from '../../../../test/support/query.js';
import { readResourceQuery } from '../query/resource-query.js';

interface Parcel {
  id: string;
  city: string;
  open: boolean;
  sentAt: Date | null;
}

const parcelResource = {
  type: 'parcels',
  path: '/api/parcels',
  attributes: {
    city: { type: 'string', filter: true, sort: true },
    open: { type: 'boolean', filter: true },
    sentAt: { type: 'date-time', nullable: true, filter: true, sort: true },
  },
} satisfies ResourceDefinition<Parcel>;

const parcels: Parcel[] = [
  { id: 'c', city: 'Ghent', open: false, sentAt: new Date('2026-01-02T00:00:00Z') },
  { id: 'a', city: 'Ghent', open: true, sentAt: null },
  { id: 'b', city: 'Bruges', open: false, sentAt: new Date('2026-01-01T00:00:00Z') },
];

function page(query: Record<string, string>) {
  const limits = { ...LIMITS, defaultPageSize: 10 };
  const { rows, hasNext } = paginateInMemory(
    parcels,
    readResourceQuery(queryOf(query), parcelResource, limits),
  );
  return `${rows.map(({ id }) => id).join('')}${hasNext ? '…' : ''}`;
}

describe('paginateInMemory()', () => {
  it.each([
    [{}, 'abc'],
    [{ sort: '-id' }, 'cba'],
    [{ sort: 'city' }, 'bac'],
    [{ sort: '-city,-id' }, 'cab'],
    [{ sort: 'sentAt' }, 'bca'],
    [{ sort: '-sentAt' }, 'acb'],
    [{ 'filter[city]': 'Ghent' }, 'ac'],
    [{ 'filter[city]': 'Ghent,Bruges', 'filter[open]': 'false' }, 'bc'],
    [{ 'filter[city]': 'ghent' }, ''],
    [{ 'filter[id]': 'c,a,x' }, 'ac'],
    [{ 'filter[sentAt]': '2026-01-02T01:00:00+01:00' }, 'c'],
    [{ 'page[size]': '2' }, 'ab…'],
    [{ 'page[size]': '2', 'page[number]': '2' }, 'c'],
    [{ 'page[size]': '3' }, 'abc'],
    [{ 'page[number]': '2' }, ''],
  ])('answers %j with %s', (query, expected) => {
    expect(page(query as Record<string, string>)).toBe(expected);
  });

  it('does not change the rows', () => {
    page({ sort: '-id' });
    expect(parcels.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  });
});
