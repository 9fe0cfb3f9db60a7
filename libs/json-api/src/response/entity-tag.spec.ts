import { describe, expect, it } from 'vitest';
import { entityTag, matchesStrongly, matchesWeakly } from './entity-tag.js';

describe('RFC 9110, entity tags', () => {
  it('§8.8.3 are strong and quoted, and differ for different bodies', () => {
    expect(entityTag('{}')).toBe('"RBNvo1WzZ4oRRq0W9-hknp"');
    expect(entityTag('{ }')).not.toBe(entityTag('{}'));
  });

  it.each([
    ['"a"', true, true],
    ['"b", "a"', true, true],
    ['"b","c" , W/"a"', false, true],
    ['W/"a"', false, true],
    ['*', true, true],
    [' * ', true, true],
    ['"b"', false, false],
    ['"A"', false, false],
    ['a', false, false],
    ['"a', false, false],
    ['"x*", "*"', false, false],
    [' ,, "b" ,\t"a",', true, true],
    ['x"a"', false, false],
    ['"a"x', false, false],
    ['"b", x"a"', false, false],
    ['"b" "a"', false, false],
    ['W/ "a"', false, false],
    ['', false, false],
  ])(
    '§8.8.3.2 match the header %j against "a": strongly %s, weakly %s',
    (header, strongly, weakly) => {
      expect([matchesStrongly(header, '"a"'), matchesWeakly(header, '"a"')]).toEqual([
        strongly,
        weakly,
      ]);
    },
  );
});
