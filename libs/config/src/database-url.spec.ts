import { describe } from 'vitest';
import { itMaps, itReturns } from '../../../test/support/results.js';
import { isDatabaseUrl, withoutPassword } from './database-url.js';

/** URLs, and what a log shows of them. */
const VALID: [url: string, shown: string][] = [
  ['embedded', 'embedded'],
  ['postgres://user:secret@host:6543/name', 'postgres://user@host:6543/name'],
  ['postgresql://user:secret@host/name', 'postgres://user@host:5432/name'],
  ['postgres://user:s%40cret@[::1]/name', 'postgres://user@[::1]:5432/name'],
  ['postgres://user:se:cr@et@host/name', 'postgres://user@host:5432/name'],
  ['postgres://host/name?user=me&password=secret', 'postgres://host:5432/name'],
  ['postgres:///name?host=/run/postgresql', 'postgres:///run/postgresql:5432/name'],
];

const INVALID = [
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
];

describe('a database URL in a log', () => {
  itMaps('%s is shown as %s', withoutPassword, VALID);
  itReturns(
    true,
    '%s is valid',
    isDatabaseUrl,
    VALID.map(([url]) => url),
  );

  itReturns('(unreadable URL)', '%s is not shown', withoutPassword, INVALID);
  itReturns(false, '%s is rejected', isDatabaseUrl, INVALID);
});
