import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const KEY_BYTES = 32;

/** 256 random bits, base64; what `keyEncryptionKey` in config.yml wants. */
export function makeKeyEncryptionKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

/**
 * The key that an application is configured with; without one, that of the
 * development machine: read from `developmentFile`, or made there once. Null
 * is for a real database, which takes no key that nobody has chosen.
 *
 * @throws Error when the text is not base64 of 32 bytes; never repeats the text
 */
export function keyEncryptionKey(configured: string, developmentFile: string | null): Buffer {
  const text = configured || (developmentFile ? readOrMake(developmentFile) : '');
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new Error(
    'a key-encryption key is 32 bytes in base64: make one with `latchkey keys new-kek`',
  );
}

function readOrMake(path: string): string {
  if (!existsSync(path)) make(path);
  return readFileSync(path, 'utf8');
}

/**
 * Several processes may start at the same time: each writes a key of its own
 * beside the file and tries to link it into place; one wins, all read that one.
 */
function make(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const candidate = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(candidate, `${makeKeyEncryptionKey()}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(candidate, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(candidate);
  }
}
