import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeTotpSecret, stepOf, totpUri } from './totp-code.js';

/** `12345678901234567890` in base32: the secret of the test vectors in RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('RFC 6238, time-based one-time passwords', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('appendix B: at %i s the code is %s', (time, code) => {
    expect(stepOf(code, SECRET, time)).toBe(Math.floor(time / 30));
  });

  it('§5.2 accepts the code before and the code after, with their own steps', () => {
    expect(stepOf('287082', SECRET, 59 + 30)).toBe(1);
    expect(stepOf('287082', SECRET, 59 - 30)).toBe(1);
  });

  it('§5.2 rejects codes that are two steps away', () => {
    expect(stepOf('279037', SECRET, 2_000_000_000 + 60)).toBe(null);
    expect(stepOf('279037', SECRET, 2_000_000_000 - 60)).toBe(null);
  });

  it('accepts a code with spaces, as apps show it', () => {
    expect(stepOf('287 082', SECRET, 59)).toBe(1);
  });

  it.each(['', '28708', '2870822', '28708a', '２８７０８２', '-87082', '287083'])(
    'rejects %j',
    (code) => expect(stepOf(code, SECRET, 59)).toBe(null),
  );
});

it('a new secret has 160 bits and is different each time', () => {
  const secrets = Array.from({ length: 20 }, makeTotpSecret);
  expect(new Set(secrets).size).toBe(20);
  for (const secret of secrets) expect(secret).toMatch(/^[A-Z2-7]{32}$/);
});

it('the code of a new secret is that of an independent computation', () => {
  const secret = makeTotpSecret();
  const bits = secret
    .split('')
    .map((digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(digit).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(1000n);
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff;
  expect(stepOf(String(number % 1_000_000).padStart(6, '0'), secret, 30_000)).toBe(1000);
});

it('the URI names the issuer and the account, with reserved characters encoded', () => {
  const uri = new URL(totpUri(SECRET, { issuer: 'A & B', account: 'ada@example.com' }));
  expect({ protocol: uri.protocol, path: decodeURIComponent(uri.pathname) }).toEqual({
    protocol: 'otpauth:',
    path: expect.stringMatching(/A & B:ada@example.com$/) as string,
  });
  expect(uri.searchParams.get('secret')).toBe(SECRET);
  expect(uri.searchParams.get('issuer')).toBe('A & B');
});
