import { readdir } from 'node:fs/promises';
import type { MigrationInterface } from 'typeorm';

export type MigrationClass = new () => MigrationInterface;

/** The folder that contains `apps` and `libs`: the root of the sources, or `dist`. */
const ROOT = new URL('../../../', import.meta.url);

/** The file name of a migration: the timestamp that is also in the class name, then a name. */
const MIGRATION = /(?:^|[\\/])(\d{13})-[^./\\]+\.[jt]s$/;

/**
 * Finds the migrations of all libs and applications, in the order of their timestamps. Each process
 * needs all of them, those of the other application too: whichever process starts first migrates the
 * whole database. No lib or application may import all others, so this function goes by file names.
 *
 * @throws Error for a file without a migration
 */
export async function findMigrations(root = ROOT): Promise<MigrationClass[]> {
  const files: { timestamp: string; url: URL }[] = [];
  for (const folder of ['apps/', 'libs/']) {
    const base = new URL(folder, root);
    for (const path of await readdir(base, { recursive: true })) {
      const timestamp = MIGRATION.exec(path)?.[1];
      if (timestamp) files.push({ timestamp, url: new URL(path.replaceAll('\\', '/'), base) });
    }
  }
  files.sort((one, other) => Number(one.timestamp) - Number(other.timestamp));
  return Promise.all(files.map(async ({ timestamp, url }) => classIn(url, timestamp)));
}

async function classIn(url: URL, timestamp: string): Promise<MigrationClass> {
  const exported = Object.values((await import(url.href)) as Record<string, unknown>);
  const found = exported.find(
    (value): value is MigrationClass =>
      typeof value === 'function' && value.name.endsWith(timestamp),
  );
  if (!found) throw new Error(`${url.pathname} exports no class whose name ends with ${timestamp}`);
  return found;
}
