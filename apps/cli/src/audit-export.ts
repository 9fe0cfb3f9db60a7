import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RecordedEvent } from '#audit';
import { jsonText } from './output.js';
import type { Report } from './progress.js';

/** Converts the hashes of an event to hexadecimal text. An unsealed event has neither id nor hash. */
export function exported(event: RecordedEvent & { entry?: string }): Record<string, unknown> {
  const { id, previousHash, hash, entry: _, ...values } = event;
  return { id, ...values, previousHash: hexOf(previousHash), hash: hexOf(hash) };
}

function hexOf(bytes: Buffer | null): string | null {
  return bytes && bytes.toString('hex');
}

/** Formats each event as a line of JSON. */
export async function* exportLines(
  events: AsyncIterable<RecordedEvent>,
  report: Report = () => {},
): AsyncGenerator<string> {
  let count = 0;
  for await (const event of events) {
    yield `${jsonText(exported(event))}\n`;
    report((count += 1));
  }
}

/** Writes the lines to a new file, and syncs them to the disk before it returns. */
export async function writeExport(
  path: string,
  lines: AsyncIterable<string>,
): Promise<{ count: number; sha256: string }> {
  const hash = createHash('sha256');
  let count = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const line of lines) {
      await file.appendFile(line);
      hash.update(line);
      count += 1;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(path));
  return { count, sha256: hash.digest('hex') };
}

/** Syncs the directory, so that the name of the new file is on the disk, too. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
