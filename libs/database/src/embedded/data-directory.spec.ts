import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { locateDirectory, whileLocked } from './data-directory.js';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'data-directory-'))));
afterEach(async () => rm(folder, { recursive: true }));

it('gives a data directory one canonical path, whichever path leads to it', async () => {
  await mkdir(join(folder, 'real'));
  await symlink(join(folder, 'real'), join(folder, 'link'));

  expect(await locateDirectory(join(folder, 'link', 'var', 'postgres'))).toBe(
    await locateDirectory(join(folder, 'real', 'var', 'postgres')),
  );
});

it('names the remedy when a data directory cannot be created', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(locateDirectory(join(folder, 'file', 'postgres'))).rejects.toThrow(
    /^the embedded PostgreSQL cannot keep its data in .*\/file\/postgres: .* set DATABASE_URL/,
  );
});

it('lets one caller at a time hold the lock of a data directory', async () => {
  const events: string[] = [];
  const visit = async (name: string) =>
    whileLocked(join(folder, 'postgres'), async () => {
      events.push(`${name} in`);
      await pause(50);
      events.push(`${name} out`);
    });
  await Promise.all([visit('a'), visit('b')]);

  expect(events.join()).toMatch(/^(a in,a out,b in,b out|b in,b out,a in,a out)$/);
});

it('releases the lock of a data directory after an error', async () => {
  const directory = join(folder, 'postgres');
  await expect(whileLocked(directory, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await whileLocked(directory, async () => 'free')).toBe('free');
});

it('does not wait for the lock of a process that was killed some seconds ago', async () => {
  const directory = join(folder, 'postgres');
  await mkdir(`${directory}.lock`);
  const before = Date.now() / 1000 - 5;
  await utimes(`${directory}.lock`, before, before);

  expect(await whileLocked(directory, async () => 'free')).toBe('free');
});
