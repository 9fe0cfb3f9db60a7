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

describe('the addresses of a person', () => {
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
  ])('in %j leave %j', (text, left) => {
    expect(addresses.replace(text, 'P')).toBe(left);
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
  ])('are not in %j', (text) => {
    expect(addresses.replace(text, 'P')).toBe(text);
  });

  it('are found in a time that does not depend on their number', () => {
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

it('no address is in any text of a person without addresses', () => {
  expect(new Addresses([]).replace('ann@example.com', 'P')).toBe('ann@example.com');
});
