import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('.ci/with-database leaves standard output to its command, which has the URL of a database', () => {
  const print = ['sh', '-c', 'echo "$DATABASE_URL"'];
  const output = execFileSync('.ci/with-database', print, { encoding: 'utf8' });
  expect(output).toMatch(/^postgres:\/\/\S+\n$/);
}, 60_000);
