import { describe, expect, it } from 'vitest';
import type { VerificationKey } from '../jws/jws.js';
import type { KeyStore } from '../keys/key-store.js';
import { VerifiedTokens } from './verified-tokens.js';

const key = {} as VerificationKey;
const now = Date.now() / 1000;

function tokens(max: number) {
  const published = new Map([['kid', key]]);
  const keys = { find: (kid: string) => published.get(kid) ?? null } as unknown as KeyStore;
  const verified = new VerifiedTokens({ clientCache: { tokens: max } } as never, keys);
  const add = (token: string, exp = now + 60) => {
    verified.add(token, { claims: { exp, token }, kid: 'kid', key });
  };
  return { verified, published, add };
}

describe('the cache of verified tokens', () => {
  it('finds a token only by its complete text', () => {
    const { verified, add } = tokens(10);
    add('a.b.c');
    expect(verified.find('a.b.c')?.claims).toMatchObject({ token: 'a.b.c' });
    expect(verified.find('a.b.d')).toBeNull();
    expect(verified.find('a.b.')).toBeNull();
  });

  it('does not return an expired token', () => {
    const { verified, add } = tokens(10);
    add('a.b.c', now - 1);
    expect(verified.find('a.b.c')).toBeNull();
  });

  it('drops a token whose key was replaced by another with the same kid', () => {
    const { verified, published, add } = tokens(10);
    add('a.b.c');
    published.set('kid', {} as VerificationKey);
    expect(verified.find('a.b.c')).toBeNull();
    published.set('kid', key);
    expect(verified.find('a.b.c')).toBeNull();
  });

  it('removes the least recently used token when it is full', () => {
    const { verified, add } = tokens(2);
    add('one');
    add('two');
    verified.find('one');
    add('three');
    expect(['one', 'two', 'three'].filter((token) => verified.find(token))).toEqual([
      'one',
      'three',
    ]);
  });

  it('stores nothing when its maximum size is 0', () => {
    const { verified, add } = tokens(0);
    add('one');
    expect(verified.find('one')).toBeNull();
  });
});
