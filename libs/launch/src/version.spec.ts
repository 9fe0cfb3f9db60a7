import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { version } from '#launch';

it('reads the version of package.json', () => {
  const { version: expected } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    version: string;
  };
  expect(version()).toBe(expected);
});
