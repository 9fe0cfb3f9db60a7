import { describe, expect, it } from 'vitest';
import { JsonApiError } from './json-api.error.js';
import { paginationLinks } from './pagination.js';
import type { ResourceDefinition } from './resource-definition.js';
import { readResourceQuery } from './resource-query.js';

const limits = { defaultPageSize: 25, maxPageSize: 100 };

const definition = {
  type: 'users',
  path: '/api/users',
  attributes: {
    username: { type: 'string', filter: true, sort: true },
    logins: { type: 'integer', filter: true },
    birthday: { type: 'date', filter: true },
    enabled: { type: 'boolean', filter: true },
    createdAt: { type: 'date-time', filter: true, sort: true },
    phone: { type: 'string' },
  },
  relationships: {
    team: { type: 'teams', property: 'teamId', filter: true },
    boss: { type: 'users', property: 'bossId' },
    posts: { related: () => '/api/posts' },
  },
  filters: { bornBefore: { attribute: 'birthday', operator: 'lt' } },
} satisfies ResourceDefinition;

function read(query: Record<string, unknown>) {
  return readResourceQuery(query, definition, limits);
}

/** The error objects of a query, as [parameter, code, detail]. */
function faultsOf(query: Record<string, unknown>) {
  try {
    read(query);
  } catch (error) {
    return (error as JsonApiError).errors.map(({ source, code, detail }) => [source, code, detail]);
  }
  return [];
}

function invalid(parameter: string, detail: string) {
  return [{ parameter }, 'invalid_parameter', detail];
}

function unknown(parameter: string, detail: string) {
  return [{ parameter }, 'unknown_parameter', detail];
}

describe('a query without parameters', () => {
  it('is the first page in the default size, of everything', () => {
    expect(read({})).toEqual({
      page: { number: 1, size: 25 },
      sort: [],
      filters: [],
      fields: undefined,
      parameters: new Map(),
    });
  });
});

describe('page', () => {
  it('takes a number and a size', () => {
    expect(read({ 'page[number]': '3', 'page[size]': '100' })).toMatchObject({
      page: { number: 3, size: 100 },
    });
  });

  it.each(['', '0', '-1', '101', '1.5', '1e1', '+1', ' 1', '01', '١', '9'.repeat(400)])(
    'refuses the size %j',
    (size) => {
      expect(faultsOf({ 'page[size]': size })).toEqual([
        invalid('page[size]', 'page[size] must be an integer from 1 to 100'),
      ]);
    },
  );

  it('ends at the millionth row, whatever the size', () => {
    expect(faultsOf({ 'page[size]': '100', 'page[number]': '10000' })).toEqual([]);
    expect(faultsOf({ 'page[size]': '100', 'page[number]': '10001' })).toEqual([
      invalid('page[number]', 'page[number] must be an integer from 1 to 10000'),
    ]);
    expect(faultsOf({ 'page[size]': '1', 'page[number]': '1000000' })).toEqual([]);
  });
});

describe('sort', () => {
  it('takes sortable attributes and the id, either way', () => {
    expect(read({ sort: '-createdAt,username,id' }).sort).toEqual([
      { attribute: 'createdAt', descending: true },
      { attribute: 'username', descending: false },
      { attribute: 'id', descending: false },
    ]);
  });

  it.each(['phone', '-phone', 'constructor', '__proto__', 'user name', '--id', '-', 'id\0'])(
    'refuses %j',
    (sort) => {
      expect(faultsOf({ sort })).toEqual([
        invalid('sort', `cannot sort by ${sort}; there is id, username, createdAt`),
      ]);
    },
  );

  it.each(['', ',', 'id,', ',id', 'id,,username'])('refuses the empty member of %j', (sort) => {
    expect(faultsOf({ sort })).toEqual([invalid('sort', 'sort must not have an empty member')]);
  });

  it('refuses an attribute in both directions', () => {
    expect(faultsOf({ sort: 'id,-id' })).toEqual([
      invalid('sort', 'sort must not name an attribute in both directions'),
    ]);
  });

  it('refuses more than 10 keys', () => {
    const sort = Array.from({ length: 11 }, (_, index) => `k${index}`).join(',');
    expect(faultsOf({ sort })).toContainEqual(
      invalid('sort', 'sort must not have more than 10 members'),
    );
  });
});

describe('filter', () => {
  it('takes any of several values, converted to the type of the attribute', () => {
    const query = {
      'filter[id]': '7,x',
      'filter[username]': 'ada,grace',
      'filter[logins]': '0,-2147483648',
      'filter[birthday]': '2020-02-29',
      'filter[enabled]': 'true,false',
      'filter[createdAt]': '2020-01-01T02:00:00+02:00',
      'filter[team]': '7,x',
    };
    expect(read(query).filters).toEqual([
      { attribute: 'id', values: ['7', 'x'] },
      { attribute: 'username', values: ['ada', 'grace'] },
      { attribute: 'logins', values: [0, -2147483648] },
      { attribute: 'birthday', values: ['2020-02-29'] },
      { attribute: 'enabled', values: [true, false] },
      { attribute: 'createdAt', values: [new Date('2020-01-01T00:00:00Z')] },
      { attribute: 'team', values: ['7', 'x'] },
    ]);
  });

  it.each([
    ['logins', ['1.5', '2147483648', '-2147483649', '1e3', '0x1', '--1', '-0', ' 1', 'one']],
    ['birthday', ['2021-02-29', '2020-13-01', '0000-01-01', '20200101', '2020-01-01T00:00:00Z']],
    ['enabled', ['1', 'TRUE', 'yes', 'null']],
    [
      'createdAt',
      [
        '2020-01-01',
        '2020-01-01T00:00:00',
        '2020-01-01T24:00:00Z',
        '2021-02-29T00:00:00Z',
        '2020-01-01T00:00:00+16:00',
        '2020-01-01 00:00:00Z',
        'now',
      ],
    ],
    ['username', ['a\0', '\uD800']],
    ['id', ['7\0']],
  ])('refuses what is no value of %s', (attribute, values) => {
    const parameter = `filter[${attribute}]`;
    for (const value of values) {
      expect([value, faultsOf({ [parameter]: value })]).toEqual([
        value,
        [invalid(parameter, expect.stringContaining('each value must be'))],
      ]);
    }
  });

  it.each([
    'phone',
    'boss',
    'posts',
    'constructor',
    '__proto__',
    '',
    'username][eq',
    'username.x',
    'teamId',
  ])('refuses what is not filterable: %j', (attribute) => {
    const parameter = `filter[${attribute}]`;
    const query = Object.fromEntries([[parameter, '1']]);
    expect(faultsOf(query)).toEqual([
      unknown(
        parameter,
        `${parameter} is not supported here; there is filter[id], filter[username], ` +
          'filter[logins], filter[birthday], filter[enabled], filter[createdAt], filter[team], ' +
          'filter[bornBefore]',
      ),
    ]);
  });

  it('takes one value of a filter that has a name of its own', () => {
    expect(read({ 'filter[bornBefore]': '2020-01-31' }).filters).toEqual([
      { attribute: 'birthday', operator: 'lt', values: ['2020-01-31'] },
    ]);
  });

  it('sorts what is before a value by it, unless another order is asked for', () => {
    const bornBefore = { 'filter[bornBefore]': '2020-01-31' };
    expect(read(bornBefore).sort).toEqual([{ attribute: 'birthday', descending: false }]);
    expect(read({ ...bornBefore, sort: '-id' }).sort).toEqual([
      { attribute: 'id', descending: true },
    ]);
  });

  it.each(['', '2020-01-31,2020-02-01', '2020-01-31,2020-01-31', '2020-02-30', 'ada'])(
    'refuses it when that is %j',
    (value) => {
      expect(faultsOf({ 'filter[bornBefore]': value })).toEqual([
        invalid('filter[bornBefore]', 'the value must be a date such as 2020-01-31'),
      ]);
    },
  );

  it('refuses an empty value', () => {
    expect(faultsOf({ 'filter[username]': 'ada,' })).toEqual([
      invalid('filter[username]', 'filter[username] must not have an empty member'),
    ]);
  });

  it('refuses more than 100 values', () => {
    const values = Array.from({ length: 101 }, (_, index) => index + 1);
    expect(faultsOf({ 'filter[id]': values.slice(0, 100).join(',') })).toEqual([]);
    expect(faultsOf({ 'filter[id]': values.join(',') })).toEqual([
      invalid('filter[id]', 'filter[id] must not have more than 100 members'),
    ]);
  });
});

describe('fields', () => {
  it('takes attributes and relationships, or none', () => {
    expect(read({ 'fields[users]': 'phone,username,phone' }).fields).toEqual(['phone', 'username']);
    expect(read({ 'fields[users]': 'posts,boss' }).fields).toEqual(['posts', 'boss']);
    expect(read({ 'fields[users]': '' }).fields).toEqual([]);
  });

  it.each(['id', 'secretHash', 'constructor', ' phone'])('refuses the field %j', (name) => {
    expect(faultsOf({ 'fields[users]': name })).toEqual([
      invalid(
        'fields[users]',
        `there is no field ${name}; there is username, logins, birthday, enabled, createdAt, phone, ` +
          'team, boss, posts',
      ),
    ]);
  });

  it('refuses an empty member among others', () => {
    expect(faultsOf({ 'fields[users]': 'phone,' })).toEqual([
      invalid('fields[users]', 'fields[users] must not have an empty member'),
    ]);
  });
});

describe('every other parameter', () => {
  it.each([
    'include',
    'page',
    'page[after]',
    'fields',
    'fields[roles]',
    'filter',
    'filter[',
    'x\0',
  ])('is refused: %j', (parameter) => {
    expect(faultsOf({ [parameter]: '1' })).toEqual([
      unknown(
        parameter,
        `${parameter} is not supported here; there is page[number], page[size], sort, filter[…], fields[users]`,
      ),
    ]);
  });

  it('is told together with all other faults', () => {
    const query = {
      'page[size]': '0',
      sort: 'x',
      'filter[x]': '1',
      include: 'roles',
      q: ['1', '2'],
    };
    expect(faultsOf(query).map(([source]) => source)).toEqual([
      { parameter: 'q' },
      { parameter: 'page[size]' },
      { parameter: 'sort' },
      { parameter: 'filter[x]' },
      { parameter: 'include' },
    ]);
  });

  it('does not make the answer grow without end', () => {
    const query = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`q${index}`, '']));
    expect(faultsOf(query)).toHaveLength(20);
  });
});

describe('pagination links', () => {
  it('have no prev on the first page and no next on the last', () => {
    expect(paginationLinks(definition, read({}), false)).toEqual({
      self: '/api/users',
      first: '/api/users',
      prev: null,
      next: null,
    });
  });

  it('keep the page size and do not number the first page', () => {
    const query = read({ 'page[size]': '5', 'page[number]': '3' });
    expect(paginationLinks(definition, query, true)).toEqual({
      self: '/api/users?page%5Bsize%5D=5&page%5Bnumber%5D=3',
      first: '/api/users?page%5Bsize%5D=5',
      prev: '/api/users?page%5Bsize%5D=5&page%5Bnumber%5D=2',
      next: '/api/users?page%5Bsize%5D=5&page%5Bnumber%5D=4',
    });
  });

  it('do not lead where the server would not follow', () => {
    const query = read({ 'page[size]': '100', 'page[number]': '10000' });
    expect(paginationLinks(definition, query, true).next).toBeNull();
  });

  it('are absolute URLs when the definition has one', () => {
    const elsewhere = { ...definition, path: 'https://example.com/api/users' };
    expect(paginationLinks(elsewhere, read({}), true).next).toBe(
      'https://example.com/api/users?page%5Bnumber%5D=2',
    );
  });
});
