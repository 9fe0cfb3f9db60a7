import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { hasCluster } from './cluster.js';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'cluster-'))));
afterEach(async () => rm(folder, { recursive: true }));

it('finds no database cluster in a missing or empty directory', async () => {
  expect(await hasCluster(join(folder, 'nothing'))).toBe(false);
  expect(await hasCluster(folder)).toBe(false);
});

it('rejects a data directory with other files and leaves them alone', async () => {
  await mkdir(join(folder, 'photos'));
  await writeFile(join(folder, 'thesis.txt'), '');
  await expect(hasCluster(folder)).rejects.toThrow(
    `${folder} holds something other than the data of an embedded PostgreSQL: move it away`,
  );
});
