import { describe, expect, it } from 'vitest';
import { isDatabaseUrl, withoutPassword } from './database-url.js';

describe('a database URL in a log', () => {
  it.each([
    ['embedded', 'embedded'],
    ['postgres://user:secret@host:6543/name', 'postgres://user@host:6543/name'],
    ['postgresql://user:secret@host/name', 'postgres://user@host:5432/name'],
    ['postgres://user:s%40cret@[::1]/name', 'postgres://user@[::1]:5432/name'],
    ['postgres://user:se:cr@et@host/name', 'postgres://user@host:5432/name'],
    ['postgres://host/name?user=me&password=secret', 'postgres://host:5432/name'],
    ['postgres:///name?host=/run/postgresql', 'postgres:///run/postgresql:5432/name'],
  ])('%s is shown as %s', (url, shown) => {
    expect(withoutPassword(url)).toBe(shown);
    expect(isDatabaseUrl(url)).toBe(true);
  });

  it.each([
    'postgres://user:12#secret@host/name',
    'postgres://user:12#secret',
    'postgres://user:12?secret@host/name',
    'postgres://user:12/secret@host/name',
    'postgres://user:se@12/cret@host/name',
    'postgres://user:se cret:x@host:port/name',
    'postgres://user:secret%zz@host/name',
    'postgres:user:secret',
    'mysql://user:secret@host/name',
    'secret',
  ])('%s is rejected and not shown', (url) => {
    expect(withoutPassword(url)).toBe('(unreadable URL)');
    expect(isDatabaseUrl(url)).toBe(false);
  });
});
