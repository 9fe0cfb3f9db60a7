import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';

const BUILD = 'dist/apps/console';

/** Bytes that the first screen loads, compressed with gzip. */
const BUDGET = 300_000;

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  dynamicImports?: string[];
  css?: string[];
}

const manifest = JSON.parse(readFileSync(join(BUILD, 'manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;

/** Returns the files of a chunk with those that it imports at once. */
function filesOf(key: string, found = new Set<string>()): Set<string> {
  const { file, css = [], imports = [] } = manifest[key]!;
  if (found.has(file)) return found;
  for (const each of [file, ...css]) found.add(each);
  for (const each of imports) filesOf(each, found);
  return found;
}

const entry = Object.keys(manifest).find((key) => manifest[key]!.isEntry)!;
const overview = 'src/overview/overview-page.tsx';
const sizeOf = (file: string) => gzipSync(readFileSync(join(BUILD, file)), { level: 9 }).length;

it('the first screen loads at most 300 KB (gzip)', () => {
  const files = [...new Set([...filesOf(entry), ...filesOf(overview)])];
  const size = files.reduce((sum, file) => sum + sizeOf(file), 0);
  expect(files.length).toBeGreaterThan(1);
  expect(size).toBeLessThan(BUDGET);
});

it('the first screen loads no charts', () => {
  const files = [...filesOf(entry), ...filesOf(overview)].filter((file) => file.endsWith('.js'));
  const withCharts = files.filter((file) =>
    readFileSync(join(BUILD, file), 'utf8').includes('recharts'),
  );
  expect(withCharts).toEqual([]);
});
