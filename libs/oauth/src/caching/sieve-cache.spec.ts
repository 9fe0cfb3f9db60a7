import { describe, expect, it } from 'vitest';
import { SieveCache } from './sieve-cache.js';

/** Fills a cache for as many entries, each with its key as the value. */
function cacheOf(keys: string): SieveCache<string> {
  const cache = new SieveCache<string>(keys.length);
  for (const key of keys) cache.set(key, key);
  return cache;
}

/** Returns those of the keys that are in the cache, all of which count as used from now on. */
function found(cache: SieveCache<string>, keys: string): string {
  return Array.from(keys, (key) => cache.get(key) ?? '').join('');
}

describe('a cache that evicts by SIEVE', () => {
  it('returns the last value of a key, and undefined for a key that it does not have', () => {
    const cache = cacheOf('ab');
    cache.set('a', 'changed');
    expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual(['changed', 'b', undefined]);
  });

  it.each([
    ['the oldest entry that was not used', 'abcd', ['find ac', 'add e'], 'acde'],
    // The first eviction passes a, and the second one c and d.
    ['a used entry at the second pass', 'abc', ['find a', 'add d', 'find cd', 'add e'], 'cde'],
    ['one entry when all are used', 'abc', ['find abc', 'add d'], 'bcd'],
    ['from where the last eviction ended', 'abcd', ['find a', 'add e', 'add f'], 'adef'],
  ])('evicts %s', (_, keys, steps, kept) => {
    const cache = cacheOf(keys);
    for (const [step, at] of steps.map((text) => text.split(' ') as [string, string])) {
      if (step === 'add') cache.set(at, at);
      else found(cache, at);
    }
    expect(found(cache, 'abcdef')).toBe(kept);
  });

  it.each([
    ['the oldest', 'a', 'bce'],
    ['the one at which the next eviction begins', 'b', 'ace'],
    ['the newest', 'c', 'abe'],
  ])('has room after %s entry is deleted', (_, deleted, kept) => {
    const cache = cacheOf('abc');
    cache.delete(deleted);
    cache.delete('unknown');
    cache.set('e', 'e');
    expect(found(cache, 'abce')).toBe(kept);
  });

  it.each(['a', 'b', 'c'])('evicts all others in order after %s is deleted', (deleted) => {
    const cache = cacheOf('abc');
    cache.delete(deleted);
    for (const key of 'efgh') cache.set(key, key);
    expect(found(cache, 'abcefgh')).toBe('fgh');
  });

  it('evicts after its hand was deleted', () => {
    const cache = cacheOf('abcd');
    cache.set('e', 'e'); // evicts a; the next is b
    cache.delete('b');
    cache.set('f', 'f');
    cache.set('g', 'g'); // evicts c
    expect(found(cache, 'abcdefg')).toBe('defg');
  });

  it('is empty after it was cleared, and fills again', () => {
    const cache = cacheOf('abc');
    cache.clear();
    expect(found(cache, 'abc')).toBe('');
    for (const key of 'defg') cache.set(key, key);
    expect(found(cache, 'defg')).toBe('efg');
  });

  it('keeps keys that are needed often while others are needed once', () => {
    const cache = cacheOf('abcdefgh');
    for (let at = 0; at < 1000; at++) {
      for (const key of 'abcd') if (cache.get(key) === undefined) cache.set(key, key);
      cache.set(`once ${at}`, '');
    }
    expect(found(cache, 'abcd')).toBe('abcd');
  });
});
