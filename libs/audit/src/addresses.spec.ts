import { describe, expect, it } from 'vitest';
import { Addresses } from './addresses.js';

const addresses = new Addresses([
  'ann@example.com',
  'Ann.Lee@example.com',
  'b@sub.example.com',
  'ΟΔΥΣΣΕΥΣ@example.com',
  '"a b"@example.com',
  '𠮷@example.com',
  'c@กำ.example',
]);

describe('Addresses', () => {
  it.each([
    ['ann@example.com', 'P'],
    ['ANN@EXAMPLE.COM,ann.lee@example.com', 'P,P'],
    ['mailto:ann@example.com?x', 'mailto:P?x'],
    ['ann@example.com@example.com', 'P@example.com'],
    ['x@ann@example.com', 'x@P'],
    ['@@ann@example.com@@', '@@P@@'],
    ['οδυσσευς@example.com', 'P'],
    ['"a b"@example.com', 'P'],
    ['𠮷@example.com', 'P'],
    ['c@กำ.example', 'P'],
    ['b@sub.example.com.', 'P.'],
  ])('replaces the addresses in %j, which gives %j', (text, replaced) => {
    expect(addresses.replace(text, 'P')).toBe(replaced);
  });

  it.each([
    '',
    '@',
    'ann@',
    '@example.com',
    'b@example.com',
    'ann@sub.example.com',
    'joann@example.com',
    'lee.ann@example.com',
    'x𠮷@example.com',
    '𠮷ann@example.com',
    'ann@example.com.au',
    'ann@example.com-x',
    'ann @example.com',
  ])('finds no address in %j', (text) => {
    expect(addresses.replace(text, 'P')).toBe(text);
  });

  it('needs a time that does not depend on the number of addresses', () => {
    const many = Array.from({ length: 5000 }, (_, n) => `${'a'.repeat(n % 60)}${n}@d${n}.example`);
    const thousands = new Addresses([...many, 'ann@example.com']);
    const texts = ['@', 'a@', '@d1.example', `${'a'.repeat(63)}@d1.example `, 'x'].map((part) =>
      part.repeat(131_072 / part.length),
    );
    const started = performance.now();
    for (const text of texts) {
      expect(thousands.replace(`${text} ann@example.com`, 'P')).toBe(`${text} P`);
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

it('Addresses without an address replaces nothing', () => {
  expect(new Addresses([]).replace('ann@example.com', 'P')).toBe('ann@example.com');
});
