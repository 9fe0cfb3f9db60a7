import { describe, expect, it } from 'vitest';
import { readFormBody } from './form-body.js';

const read = (text: string) => ({ ...readFormBody(Buffer.from(text)) });

describe('a form body', () => {
  it.each([
    ['a=1&b=2', { a: '1', b: '2' }],
    ['a=1+2%203', { a: '1 2 3' }],
    ['a=', { a: '' }],
    ['a', { a: '' }],
    ['', {}],
    ['a=1&a=2&a=3', { a: ['1', '2', '3'] }],
    ['%C3%A9=%F0%9F%91%8D', { é: '👍' }],
    ['a=b=c', { a: 'b=c' }],
  ])('%j is read with every value', (text, form) => {
    expect(read(text)).toEqual(form);
  });

  it('may repeat a name any number of times, at a cost linear in its length', () => {
    const { a } = readFormBody(Buffer.from('a=1&'.repeat(130_000)));
    expect(a).toHaveLength(130_000);
  });

  it('may use the names of Object.prototype as parameter names', () => {
    const form = readFormBody(Buffer.from('__proto__=x&constructor=y&__proto__=z'));
    expect(Object.entries(form)).toEqual([
      ['__proto__', ['x', 'z']],
      ['constructor', 'y'],
    ]);
    expect(Object.getPrototypeOf(form)).toBeNull();
  });

  it('is rejected when it is not UTF-8', () => {
    expect(() => readFormBody(Buffer.from([0x61, 0x3d, 0xff]))).toThrow('the body is not UTF-8');
  });
});
