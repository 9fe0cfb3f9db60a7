import { describe, expect, it } from 'vitest';
import { FormParameters } from './form-parameters.js';

describe('RFC 6749 §3.2, FormParameters', () => {
  it.each([undefined, {}, { a: '' }, { b: 'x' }])('treats a as missing in the body %j', (body) => {
    expect(new FormParameters(body).get('a')).toBeUndefined();
    expect(() => new FormParameters(body).require('a')).toThrow('a is missing');
  });

  it.each([null, [], 'a=1', 1, true])('rejects the body %j', (body) => {
    expect(() => new FormParameters(body)).toThrow('the body must be a form or a JSON object');
  });

  it('ignores members of the prototype', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(new FormParameters({}).get(name)).toBeUndefined();
    }
  });

  it.each(['a[]', 'a[0]', 'a[1]', 'a[b][c]', 'a['])(
    'rejects the parameter a when it is sent with brackets: %s',
    (name) => {
      for (const body of [{ [name]: 'x' }, { a: 'x', [name]: 'x' }, { [name]: '' }]) {
        const parameters = new FormParameters(body);
        const error = 'send a under this name, without brackets';
        expect(() => parameters.get('a')).toThrow(error);
        expect(() => parameters.getAll('a')).toThrow(error);
        expect(() => parameters.require('a')).toThrow(error);
        expect(parameters.get('b')).toBeUndefined();
      }
    },
  );

  it.each(['aa[]', '[a]', '[]', 'b[a]', 'a]'])('reads a when the body also has %s', (name) => {
    expect(new FormParameters({ a: 'x', [name]: 'y' }).get('a')).toBe('x');
  });

  it('says whether a parameter is repeated or not a string', () => {
    expect(() => new FormParameters({ a: ['1', '2'] }).get('a')).toThrow('a must appear once');
    expect(() => new FormParameters({ a: 1 }).get('a')).toThrow('a must be a string');
  });

  it.each([
    [undefined, []],
    [{}, []],
    [{ a: '' }, []],
    [{ a: [] }, []],
    [{ a: ['', ''] }, []],
    [{ a: '1' }, ['1']],
    [{ a: ['1'] }, ['1']],
    [{ a: ['1', '', '2', '1'] }, ['1', '2', '1']],
  ])('reads a repeatable parameter from %j as %j', (body, values) => {
    expect(new FormParameters(body).getAll('a')).toEqual(values);
  });

  it.each([null, 1, 0, true, false, {}, [1], ['1', null], [['1']]])(
    'rejects the value %j of a repeatable parameter',
    (a) => {
      expect(() => new FormParameters({ a }).getAll('a')).toThrow(
        'a must be a string or a list of strings',
      );
    },
  );

  it('ignores members of the prototype for a repeatable parameter', () => {
    expect(new FormParameters({}).getAll('constructor')).toEqual([]);
  });
});
