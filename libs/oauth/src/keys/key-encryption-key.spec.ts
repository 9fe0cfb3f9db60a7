import { hkdfSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { derivedKey, keyEncryptionKey, makeKeyEncryptionKey } from './key-encryption-key.js';

const directory = mkdtempSync(join(tmpdir(), 'latchkey-'));
afterAll(() => rmSync(directory, { recursive: true }));

describe('the key-encryption key', () => {
  it('is read from the configuration', () => {
    const text = makeKeyEncryptionKey();
    expect(keyEncryptionKey(text, join(directory, 'unused'))).toEqual(Buffer.from(text, 'base64'));
    expect(readdirSync(directory)).toEqual([]);
  });

  it('is made once, readable for its owner only, when none is configured', () => {
    const file = join(directory, 'var/backoffice.kek');
    const first = keyEncryptionKey('', file);
    expect(first).toHaveLength(32);
    expect(keyEncryptionKey('', file)).toEqual(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(directory, 'var'))).toEqual(['backoffice.kek']);
    expect(Buffer.from(readFileSync(file, 'utf8'), 'base64')).toEqual(first);
  });

  it('is not made for a database that is not embedded', () => {
    expect(() => keyEncryptionKey('', null)).toThrow('is 32 bytes in base64');
  });

  it.each(['short', 'c2hvcnQ=', Buffer.alloc(31).toString('base64')])(
    'is rejected without being repeated in the error: %j',
    (text) => {
      expect(() => keyEncryptionKey(text, '')).toThrow('is 32 bytes in base64');
      expect(() => keyEncryptionKey(text, '')).not.toThrow(text);
    },
  );
});

it('derives another key for each purpose and each key-encryption key, by HKDF (RFC 5869)', () => {
  const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const;
  const derived = (current: Buffer, purpose: string) =>
    derivedKey({ current, previous: null }, purpose).export().toString('hex');
  const expected = Buffer.from(hkdfSync('sha256', one, '', 'a', 32)).toString('hex');
  expect(derived(one, 'a')).toBe(expected);
  expect(new Set([expected, derived(one, 'b'), derived(other, 'a')]).size).toBe(3);
});
