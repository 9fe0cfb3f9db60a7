import { describe, expect, it } from 'vitest';
import { FormParameters } from './form-parameters.js';

describe('RFC 6749 §3.2, parameters', () => {
  it.each([undefined, {}, { a: '' }, { b: 'x' }])('of %j lack a', (body) => {
    expect(new FormParameters(body).get('a')).toBeUndefined();
    expect(() => new FormParameters(body).require('a')).toThrow('a is missing');
  });

  it.each([null, [], 'a=1', 1, true])('are not %j', (body) => {
    expect(() => new FormParameters(body)).toThrow('the body must be a form or a JSON object');
  });

  it('have no parameter that only the prototype has', () => {
    for (const name of ['constructor', 'toString', '__proto__']) {
      expect(new FormParameters({}).get(name)).toBeUndefined();
    }
  });

  it.each(['a[]', 'a[0]', 'a[1]', 'a[b][c]', 'a['])(
    'are refused under a name with brackets: %s',
    (name) => {
      for (const body of [{ [name]: 'x' }, { a: 'x', [name]: 'x' }, { [name]: '' }]) {
        const parameters = new FormParameters(body);
        const refusal = 'send a under this name, without brackets';
        expect(() => parameters.get('a')).toThrow(refusal);
        expect(() => parameters.getAll('a')).toThrow(refusal);
        expect(() => parameters.require('a')).toThrow(refusal);
        expect(parameters.get('b')).toBeUndefined();
      }
    },
  );

  it.each(['aa[]', '[a]', '[]', 'b[a]', 'a]'])('may have %s beside a', (name) => {
    expect(new FormParameters({ a: 'x', [name]: 'y' }).get('a')).toBe('x');
  });

  it('say whether one is repeated or not text', () => {
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
  ])('of %j have these of a, where it may be repeated: %j', (body, values) => {
    expect(new FormParameters(body).getAll('a')).toEqual(values);
  });

  it.each([null, 1, 0, true, false, {}, [1], ['1', null], [['1']]])(
    'are refused where one may be repeated and is %j',
    (a) => {
      expect(() => new FormParameters({ a }).getAll('a')).toThrow(
        'a must be a string or a list of strings',
      );
    },
  );

  it('have none that only the prototype has, where it may be repeated', () => {
    expect(new FormParameters({}).getAll('constructor')).toEqual([]);
  });
});
