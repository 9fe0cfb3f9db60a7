import { hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyEncryptionKeys } from '../oauth.options.js';
import type { Side } from '../side.js';

const KEY_BYTES = 32;

/** Of the configuration, what leads to them. */
interface Configured {
  oauth: { keyEncryptionKey: string; previousKeyEncryptionKey: string };
  database: { url: string; embeddedDirectory: string };
}

/**
 * Those of a side, for its servers and for whoever works on its keys. With the
 * embedded database alone one is made, beside the directory of its data.
 *
 * @throws Error when one is not base64 of 32 bytes; never repeats it
 */
export function keyEncryptionKeys(side: Side, { oauth, database }: Configured): KeyEncryptionKeys {
  const { url, embeddedDirectory } = database;
  const developmentFile = url === 'embedded' ? join(embeddedDirectory, `../${side}.kek`) : null;
  const { keyEncryptionKey: current, previousKeyEncryptionKey: previous } = oauth;
  return {
    current: keyEncryptionKey(current, developmentFile),
    previous: previous ? keyEncryptionKey(previous, null) : null,
  };
}

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

/**
 * 32 bytes for one purpose, the same in every process that has the key-encryption
 * key (HKDF-SHA-256, RFC 5869); another purpose, or another key, has others.
 */
export function derivedKey({ current }: KeyEncryptionKeys, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', current, '', purpose, 32));
}
