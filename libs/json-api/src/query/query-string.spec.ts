import { describe, expect, it } from 'vitest';
import { queryOf, QueryString } from './query-string.js';

describe('the query of a request target', () => {
  it.each(['/api/users', '/api/users?'])('%s is empty', (target) => {
    expect(queryOf(target)).toBe('');
  });

  it.each(['?a=1', '?a=1?,b', '?a=1#b', '#a=1?b=2'])(
    '/api/users%s begins after the first ? or #',
    (end) => {
      expect(queryOf(`/api/users${end}`)).toBe(end.slice(1));
    },
  );
});

describe('a query parameter', () => {
  it.each([
    ['a=1,2', ['1', '2']],
    ['a=1%2C2', ['1,2']],
    ['a=1%2c2,3', ['1,2', '3']],
    ['a=1&b=0&a=2,3', ['1', '2', '3']],
    ['%61=x+y%20z', ['x y z']],
    ['a=b=c', ['b=c']],
    ['a', ['']],
    ['a=', ['']],
    ['a=1,', ['1', '']],
    ['a=%E2%82%AC', ['€']],
    ['b=1', undefined],
    ['', undefined],
    ['&&', undefined],
  ])('in %s has the members %j', (text, members) => {
    expect(new QueryString(text).members('a')).toEqual(members);
  });

  it('keeps all commas in its value, encoded or not', () => {
    expect(new QueryString('a=1,2%2C3').value('a')).toBe('1,2,3');
  });

  it.each(['%ff', 'caf%E9', '%zz', '%', '%C3', '%ED%A0%80', '%C0%AF', 'caf\u00C3\u00A9', '1,%ff'])(
    'with the value %s, which is not percent-encoded UTF-8, is malformed',
    (value) => {
      const { malformed, names } = new QueryString(`b=1&a=${value}`);
      expect({ malformed, names }).toEqual({ malformed: ['a'], names: ['b'] });
    },
  );

  it('with a name that is not percent-encoded UTF-8 is malformed and reported as it was sent', () => {
    expect(new QueryString('%ff=1').malformed).toEqual(['%ff']);
  });
});

describe('a query string written for a link', () => {
  it.each([
    ['a=1,2', 'a=1,2'],
    ['a=1%2C2', 'a=1%2C2'],
    ['a=1&a=2', 'a=1&a=2'],
    ['a[b]=x%20y', 'a%5Bb%5D=x+y'],
    ["a='%26%3D%2B%23%25", 'a=%27%26%3D%2B%23%25'],
    ['a&b=', 'a=&b='],
  ])('from %s is %s and reads as the same query', (text, link) => {
    const query = new QueryString(text);
    expect(query.write()).toBe(link);
    expect(new QueryString(link)).toEqual(query);
  });

  it('can leave out some parameters', () => {
    const query = new QueryString('page[number]=2&a=1&c=4');
    expect(query.write(['page[number]', 'c', 'd'])).toBe('a=1');
    expect(query.write()).toBe('page%5Bnumber%5D=2&a=1&c=4');
    expect(query.write(['a'])).toBe('page%5Bnumber%5D=2&c=4');
  });
});

it('a query parameter that is repeated 100,000 times is read in linear time', () => {
  const query = new QueryString('a&'.repeat(100_000));
  expect(query.names).toEqual(['a']);
  expect(query.members('a')).toHaveLength(100_000);
});
