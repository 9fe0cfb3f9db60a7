import { describe, expect, it } from 'vitest';
import { FINDABLE } from './trigram-search.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { paginationLinks } from '../response/pagination-links.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import { LIMITS } from '../../../../test/support/json-api-limits.js';
import { queryOf } from '../../../../test/support/query.js';
import { readResourceQuery } from './resource-query.js';

const definition = {
  type: 'users',
  path: '/api/users',
  attributes: {
    username: { type: 'string', filter: true, sort: true },
    logins: { type: 'integer', filter: true },
    birthday: { type: 'date', filter: true },
    enabled: { type: 'boolean', filter: true },
    createdAt: { type: 'date-time', filter: true, sort: true },
    nickname: { type: 'string', filter: true, search: true },
    only: { type: 'string', filter: ['starts-with'], search: true },
    phone: { type: 'string' },
    rank: { type: 'string', filter: true, values: ['high', 'low'] },
  },
  relationships: {
    team: { type: 'teams', property: 'teamId', filter: true },
    boss: { type: 'users', property: 'bossId' },
    posts: { related: () => '/api/posts' },
  },
  filters: { bornBefore: { attribute: 'birthday', operator: 'lt' } },
} satisfies ResourceDefinition;

function read(query: Record<string, unknown>) {
  return readResourceQuery(queryOf(query), definition, LIMITS);
}

/** The error objects of a query, as [parameter, code, detail]. */
function errorsOf(query: Record<string, unknown>) {
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
  it('selects the first page in the default size, with all fields', () => {
    expect(read({})).toEqual({
      page: { number: 1, size: 25 },
      sort: [],
      total: false,
      filters: [],
      search: [],
      fields: new Map(),
      include: new Map(),
      maxIncluded: 1000,
      query: queryOf({}),
    });
  });
});

describe('the page parameters of a query', () => {
  it('accept a number and a size', () => {
    expect(read({ 'page[number]': '3', 'page[size]': '100' })).toMatchObject({
      page: { number: 3, size: 100 },
    });
  });

  it.each(['', '0', '-1', '101', '1.5', '1e1', '+1', ' 1', '01', '١', '9'.repeat(400)])(
    'reject the size %j',
    (size) => {
      expect(errorsOf({ 'page[size]': size })).toEqual([
        invalid('page[size]', 'page[size] must be an integer from 1 to 100'),
      ]);
    },
  );

  it('reach the millionth row with any page size', () => {
    expect(errorsOf({ 'page[size]': '100', 'page[number]': '10000' })).toEqual([]);
    expect(errorsOf({ 'page[size]': '100', 'page[number]': '10001' })).toEqual([
      invalid(
        'page[number]',
        `page[number] must be an integer from 1 to 10000; for more, take pages by cursor: accept the profile "https://jsonapi.org/profiles/ethanresnick/cursor-pagination" and follow links.next (page[after])`,
      ),
    ]);
    expect(errorsOf({ 'page[size]': '1', 'page[number]': '1000000' })).toEqual([]);
  });
});

describe('the page size limits of a definition', () => {
  const sizes = (page: ResourceDefinition['page'], query = {}) =>
    readResourceQuery(queryOf(query), { ...definition, page }, LIMITS).page.size;

  it('set the default and the maximum of page[size]', () => {
    expect(sizes({ default: 5 })).toBe(5);
    expect(sizes({ maximum: 10 })).toBe(10);
    expect(sizes({ default: 5, maximum: 500 }, { 'page[size]': '500' })).toBe(500);
    expect(() => sizes({ maximum: 10 }, { 'page[size]': '11' })).toThrow(
      'page[size] must be an integer from 1 to 10',
    );
  });
});

describe('a write-only attribute', () => {
  const written = {
    type: 'users',
    path: '/api/users',
    attributes: {
      name: { type: 'string' },
      pin: { type: 'string', filter: true, sort: true, search: true, writeOnly: true },
    },
    relationships: {
      boss: {
        resource: (): ResourceDefinition => written,
        property: 'bossId',
        sort: ['pin'],
      },
    },
    filters: { pinBefore: { attribute: 'pin', operator: 'lt' } },
  } satisfies ResourceDefinition;

  it.each([
    'filter[pin]',
    'filter[pin][eq]',
    'filter[pin][starts-with]',
    'filter[pinBefore]',
    'filter[search]',
  ])('is not revealed by %s', (parameter) => {
    expect(() => readResourceQuery(queryOf({ [parameter]: '1234' }), written, LIMITS)).toThrow(
      `${parameter} is not supported here; allowed: filter[id]`,
    );
  });

  it.each(['pin', 'boss.pin'])('is not revealed by a sort by %s', (key) => {
    expect(() => readResourceQuery(queryOf({ sort: key }), written, LIMITS)).toThrow(
      `cannot sort by ${key}; allowed: id`,
    );
  });

  it('cannot be requested as a field', () => {
    expect(() => readResourceQuery(queryOf({ 'fields[users]': 'pin' }), written, LIMITS)).toThrow(
      'there is no field pin; allowed: name, boss',
    );
  });
});

describe('the sort parameter', () => {
  it('accepts sortable attributes and the id, in both directions', () => {
    expect(read({ sort: '-createdAt,username,id' }).sort).toEqual([
      { attribute: 'createdAt', descending: true },
      { attribute: 'username', descending: false },
      { attribute: 'id', descending: false },
    ]);
  });

  it.each(['phone', '-phone', 'constructor', '__proto__', 'user name', '--id', '-', 'id\0'])(
    'rejects %j',
    (sort) => {
      expect(errorsOf({ sort })).toEqual([
        invalid('sort', `cannot sort by ${sort}; allowed: id, username, createdAt`),
      ]);
    },
  );

  it.each(['', ',', 'id,', ',id', 'id,,username'])('rejects the empty member of %j', (sort) => {
    expect(errorsOf({ sort })).toEqual([invalid('sort', 'sort must not have an empty member')]);
  });

  it('rejects an attribute in both directions', () => {
    expect(errorsOf({ sort: 'id,-id' })).toEqual([
      invalid('sort', 'sort must not name an attribute in both directions'),
    ]);
  });

  it('rejects more than 10 keys', () => {
    const sort = Array.from({ length: 11 }, (_, index) => `k${index}`).join(',');
    expect(errorsOf({ sort })).toContainEqual(
      invalid('sort', 'sort must not have more than 10 members'),
    );
  });
});

describe('a filter parameter', () => {
  it('accepts several values, converted to the type of the attribute', () => {
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
      { attribute: 'id', operator: 'eq', values: ['7', 'x'], ranges: [] },
      { attribute: 'username', operator: 'eq', values: ['ada', 'grace'], ranges: [] },
      { attribute: 'logins', operator: 'eq', values: [0, -2147483648], ranges: [] },
      { attribute: 'birthday', operator: 'eq', values: ['2020-02-29'], ranges: [] },
      { attribute: 'enabled', operator: 'eq', values: [true, false], ranges: [] },
      {
        attribute: 'createdAt',
        operator: 'eq',
        values: [new Date('2020-01-01T00:00:00Z')],
        ranges: [],
      },
      { attribute: 'team', operator: 'eq', values: ['7', 'x'], ranges: [] },
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
    ['username', ['a\0']],
    ['id', ['7\0']],
  ])('rejects invalid values of %s', (attribute, values) => {
    const parameter = `filter[${attribute}]`;
    for (const value of values) {
      expect([value, errorsOf({ [parameter]: value })]).toEqual([
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
    'username][eq][eq',
    'username.x',
    'teamId',
    'a][',
  ])('rejects %j, which is not filterable', (attribute) => {
    const parameter = `filter[${attribute}]`;
    const query = Object.fromEntries([[parameter, '1']]);
    expect(errorsOf(query)).toEqual([
      unknown(
        parameter,
        `${parameter} is not supported here; allowed: filter[id], filter[username], ` +
          'filter[logins], filter[birthday], filter[enabled], filter[createdAt], filter[nickname], ' +
          'filter[only], filter[rank], filter[team], filter[bornBefore], filter[search]',
      ),
    ]);
  });

  it('accepts one value for a named filter', () => {
    expect(read({ 'filter[bornBefore]': '2020-01-31' }).filters).toEqual([
      { attribute: 'birthday', operator: 'lt', values: ['2020-01-31'], ranges: [] },
    ]);
  });

  it('with a named filter sorts by the attribute of the filter, unless there is a sort', () => {
    const bornBefore = { 'filter[bornBefore]': '2020-01-31' };
    expect(read(bornBefore).sort).toEqual([{ attribute: 'birthday', descending: false }]);
    expect(read({ ...bornBefore, sort: '-id' }).sort).toEqual([
      { attribute: 'id', descending: true },
    ]);
  });

  it.each(['', '2020-01-31,2020-02-01', '2020-01-31,2020-01-31', '2020-02-30', 'ada'])(
    'rejects the value %j of a named filter',
    (value) => {
      expect(errorsOf({ 'filter[bornBefore]': value })).toEqual([
        invalid('filter[bornBefore]', 'the value must be a date such as 2020-01-31'),
      ]);
    },
  );

  const time = 'a date and time with an offset, such as 2020-01-31T09:30:00Z';
  it.each([
    ['filter[createdAt]', '2020-01-01T02:00:00 02:00', 'each value', true],
    ['filter[createdAt]', '2020-01-01T02:00:00 02:00..', 'each value', true],
    ['filter[createdAt][gte]', '2020-01-01T02:00:00 02:00', 'the value', true],
    ['filter[createdAt]', '2020-01-01 02:00:00Z', 'each value', false],
    ['filter[createdAt][gte]', '2020-01-01T02:00:00 02:00..', 'the value', false],
    ['filter[createdAt][gte]', '2020-01-01T02:00:00', 'the value', false],
  ])(
    '%s=%s is rejected; the message explains a lost + if there was one',
    (parameter, value, subject, isLost) => {
      const range = subject === 'each value' ? ', or a range of two such as a..b' : '';
      const cause = isLost ? '; send its + as %2B' : '';
      expect(errorsOf({ [parameter]: value })).toEqual([
        invalid(parameter, `${subject} must be ${time}${range}${cause}`),
      ]);
    },
  );

  it.each(['filter[rank]', 'filter[rank][eq]', 'filter[rank][neq]'])(
    '%s rejects a value that the enumeration does not have',
    (parameter) => {
      const detail = 'each value must be one of high, low';
      for (const value of ['hihg', 'High', 'low,hihg', 'constructor']) {
        expect([value, errorsOf({ [parameter]: value })]).toEqual([
          value,
          [invalid(parameter, detail)],
        ]);
      }
      expect(read({ [parameter]: 'low,high' }).filters).toMatchObject([
        { values: ['low', 'high'] },
      ]);
      expect(read({ 'filter[rank][exists]': 'true' }).filters).toMatchObject([{ values: [true] }]);
    },
  );

  it('rejects an empty value', () => {
    expect(errorsOf({ 'filter[username]': 'ada,' })).toEqual([
      invalid('filter[username]', 'filter[username] must not have an empty member'),
    ]);
  });

  it('rejects more than 100 values', () => {
    const values = Array.from({ length: 101 }, (_, index) => index + 1);
    expect(errorsOf({ 'filter[id]': values.slice(0, 100).join(',') })).toEqual([]);
    expect(errorsOf({ 'filter[id]': values.join(',') })).toEqual([
      invalid('filter[id]', 'filter[id] must not have more than 100 members'),
    ]);
  });
});

describe('a filter with an operator', () => {
  it.each([
    ['logins', 'gte', '3', [3]],
    ['createdAt', 'lt', '2020-01-01T00:00:00Z', [new Date('2020-01-01T00:00:00Z')]],
    ['enabled', 'neq', 'true', [true]],
    ['birthday', 'exists', 'false', [false]],
    ['team', 'exists', 'true', [true]],
    ['team', 'neq', '1,2', ['1', '2']],
    ['id', 'neq', '1', ['1']],
    ['nickname', 'contains', 'a,b%c_ada', ['a,b%c_ada']],
    ['nickname', 'starts-with', 'a', ['a']],
    ['nickname', 'ends-with', 'ada', ['ada']],
  ])('reads filter[%s][%s]=%s', (attribute, operator, value, values) => {
    expect(read({ [`filter[${attribute}][${operator}]`]: value }).filters).toEqual([
      { attribute, operator, values, ranges: [] },
    ]);
  });

  it('can be combined with others on the same attribute', () => {
    const query = { 'filter[logins][gte]': '3', 'filter[logins][lt]': '7' };
    expect(read(query).filters.map(({ operator }) => operator)).toEqual(['gte', 'lt']);
  });

  it('does not determine the sort', () => {
    expect(read({ 'filter[birthday][lt]': '2020-01-31' }).sort).toEqual([]);
  });

  it.each([
    ['username', 'contains', ['eq', 'neq', 'exists']],
    ['username', 'gt', ['eq', 'neq', 'exists']],
    ['only', 'neq', ['starts-with']],
    ['team', 'gt', ['eq', 'neq', 'exists']],
    ['id', 'exists', ['eq', 'neq']],
    ['enabled', '__proto__', ['eq', 'neq', 'exists']],
  ])('on %s rejects the operator %s', (attribute, operator, allowed) => {
    const parameter = `filter[${attribute}][${operator}]`;
    const choice = allowed.map((name) => `filter[${attribute}][${name}]`).join(', ');
    expect(errorsOf({ [parameter]: 'x' })).toEqual([
      unknown(parameter, `${parameter} is not supported here; allowed: ${choice}`),
    ]);
  });

  it.each([
    ['filter[logins][gt]', 'x', /the value must be an integer/],
    ['filter[logins][gt]', '1,2', /the value must be an integer/],
    ['filter[birthday][exists]', '1', /the value must be true or false/],
    ['filter[nickname][contains]', 'a-b-c', /three letters or digits in a row/],
    ['filter[nickname][ends-with]', '.c', /three letters or digits in a row/],
    ['filter[nickname][contains]', 'ada\0', /must be a string/],
  ])('%s=%s is rejected', (parameter, value, detail) => {
    expect(errorsOf({ [parameter]: value })).toEqual([
      invalid(parameter, expect.stringMatching(detail) as string),
    ]);
  });

  it('accepts closed and open ranges of ordered types', () => {
    expect(read({ 'filter[logins]': '1..3,7,..-1,9..' }).filters).toEqual([
      {
        attribute: 'logins',
        operator: 'eq',
        values: [7],
        ranges: [
          { from: 1, to: 3 },
          { from: null, to: -1 },
          { from: 9, to: null },
        ],
      },
    ]);
    expect(read({ 'filter[username]': 'a..b' }).filters).toMatchObject([{ values: ['a..b'] }]);
  });

  it.each(['..', '1..x', 'x..1', '1..2..3', '1...3'])('rejects the range %j', (range) => {
    expect(errorsOf({ 'filter[logins]': range })).toHaveLength(1);
  });
});

describe('filter[search]', () => {
  it('reads words without duplicates', () => {
    expect(read({ 'filter[search]': ' ada  lo ada ' }).search).toEqual(['ada', 'lo']);
  });

  it.each([
    ['', `a word must have ${FINDABLE}`],
    ['ad lo', `a word must have ${FINDABLE}`],
    ['%%% ___', `a word must have ${FINDABLE}`],
    ['ada\0', 'the value must not contain NUL characters or unpaired surrogates'],
    ['a b c d e f g h i j ada', 'there must not be more than 10 words'],
  ])('rejects %j', (text, detail) => {
    expect(errorsOf({ 'filter[search]': text })).toEqual([invalid('filter[search]', detail)]);
  });

  it('is an unknown parameter when no attribute is searchable', () => {
    const { nickname: _, only: __, ...attributes } = definition.attributes;
    expect(() =>
      readResourceQuery(
        queryOf({ 'filter[search]': 'ada' }),
        { ...definition, attributes },
        LIMITS,
      ),
    ).toThrow('filter[search] is not supported here');
  });
});

describe('the fields parameter', () => {
  it('accepts attributes and relationships, or no field', () => {
    expect(read({ 'fields[users]': 'phone,username,phone' }).fields).toEqual(
      new Map([['users', ['phone', 'username']]]),
    );
    expect(read({ 'fields[users]': 'posts,boss' }).fields.get('users')).toEqual(['posts', 'boss']);
    expect(read({ 'fields[users]': '' }).fields.get('users')).toEqual([]);
  });

  it.each(['id', 'secretHash', 'constructor', ' phone'])('rejects the field %j', (name) => {
    expect(errorsOf({ 'fields[users]': name })).toEqual([
      invalid(
        'fields[users]',
        `there is no field ${name}; allowed: username, logins, birthday, enabled, createdAt, nickname, only, phone, ` +
          'rank, team, boss, posts',
      ),
    ]);
  });

  it('rejects an empty member among others', () => {
    expect(errorsOf({ 'fields[users]': 'phone,' })).toEqual([
      invalid('fields[users]', 'fields[users] must not have an empty member'),
    ]);
  });
});

describe('an unknown query parameter', () => {
  it.each(['page', 'fields', 'fields[roles]', 'filter', 'x\0'])('is rejected: %j', (parameter) => {
    expect(errorsOf({ [parameter]: '1' })).toEqual([
      unknown(
        parameter,
        `${parameter} is not supported here; allowed: page[number], page[size], page[after], ` +
          'page[before], page[total], sort, filter[…], include, fields[users], withEtags',
      ),
    ]);
  });

  it('is reported together with all other errors', () => {
    const query = {
      'page[size]': '0',
      sort: 'x',
      'filter[x]': '1',
      include: 'team',
      q: ['1', '2'],
    };
    expect(errorsOf(query).map(([source]) => source)).toEqual([
      { parameter: 'sort' },
      { parameter: 'filter[x]' },
      { parameter: 'page[size]' },
      { parameter: 'include' },
      { parameter: 'q' },
    ]);
  });

  it('counts toward the limit of 20 errors', () => {
    const query = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`q${index}`, '']));
    expect(errorsOf(query)).toHaveLength(20);
  });
});

describe('pagination links', () => {
  it('have no prev on the first page and no next on the last', () => {
    expect(paginationLinks(definition.path, read({}), { rows: [], hasNext: false })).toEqual({
      self: '/api/users',
      first: '/api/users',
      prev: null,
      next: null,
    });
  });

  it('keep the page size and do not number the first page', () => {
    const query = read({ 'page[size]': '5', 'page[number]': '3' });
    expect(paginationLinks(definition.path, query, { rows: [], hasNext: true })).toEqual({
      self: '/api/users?page%5Bsize%5D=5&page%5Bnumber%5D=3',
      first: '/api/users?page%5Bsize%5D=5',
      prev: '/api/users?page%5Bsize%5D=5&page%5Bnumber%5D=2',
      next: '/api/users?page%5Bsize%5D=5&page%5Bnumber%5D=4',
    });
  });

  it('do not lead to pages beyond the limit of numbered pages', () => {
    const query = read({ 'page[size]': '100', 'page[number]': '10000' });
    expect(paginationLinks(definition.path, query, { rows: [], hasNext: true }).next).toBeNull();
  });

  it('are absolute URLs when the path of the definition is one', () => {
    const elsewhere = { ...definition, path: 'https://example.com/api/users' };
    expect(paginationLinks(elsewhere.path, read({}), { rows: [], hasNext: true }).next).toBe(
      'https://example.com/api/users?page%5Bnumber%5D=2',
    );
  });
});
