import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyEncryptionKeys } from '../oauth-settings.js';
import type { Side } from '../side.js';

const KEY_BYTES = 32;

/** The parts of the configuration that determine the key-encryption keys of a side. */
interface Configured {
  oauth: { keyEncryptionKey: string; previousKeyEncryptionKey: string };
  database: { url: string; embeddedDirectory: string };
}

/**
 * Reads the key-encryption keys of a side, for its servers and for the command line. Only with the
 * embedded database, a missing one is made and stored beside the data directory.
 *
 * @throws Error when a key is not base64 of 32 bytes; the message does not repeat it
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

/** Makes a key of 256 random bits in base64, the form of `keyEncryptionKey` in config.yml. */
export function makeKeyEncryptionKey(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

/**
 * Returns the configured key. Without one, it is read from `developmentFile` on a development
 * machine, and made there once. Null for `developmentFile` requires a configured key.
 *
 * @throws Error when the text is not base64 of 32 bytes; the message does not repeat it
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
 * Makes the file of a key. Several processes may start at the same time: each writes its own key
 * beside the file and tries to link it into place. One of them wins, and all read that key.
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
 * Derives a key of 32 bytes for one purpose from the current key-encryption key (HKDF-SHA-256, RFC 5869).
 * Every process with that key derives the same one. It is not a buffer, with which Node.js 24 needs
 * 14 µs for an HMAC instead of 2 µs.
 */
export function derivedKey({ current }: KeyEncryptionKeys, purpose: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', current, '', purpose, KEY_BYTES)));
}
