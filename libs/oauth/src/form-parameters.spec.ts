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

  it('say whether one is repeated or not text', () => {
    expect(() => new FormParameters({ a: ['1', '2'] }).get('a')).toThrow('a must appear once');
    expect(() => new FormParameters({ a: 1 }).get('a')).toThrow('a must be a string');
  });
});
