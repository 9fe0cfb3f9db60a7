import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditEvent } from '#audit';
import { jsonText } from './output.js';

/** Converts the hashes of an event to hexadecimal text. */
export function exported({ previousHash, hash, ...event }: AuditEvent): Record<string, unknown> {
  return { ...event, previousHash: previousHash.toString('hex'), hash: hash.toString('hex') };
}

/** Formats each event as a line of JSON. */
export async function* exportLines(events: AsyncIterable<AuditEvent>): AsyncGenerator<string> {
  for await (const event of events) yield `${jsonText(exported(event))}\n`;
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
