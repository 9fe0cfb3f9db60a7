import type { KeyObject } from 'node:crypto';
import type { KeyEncryptionKeys } from '../oauth.options.js';
import type { Side } from '../side.js';
import { openKey, sealKey } from './sealed-key.js';

const KEY_BYTES = 32;

/**
 * Seals the private keys of one side with its key-encryption key, and opens what
 * that one has sealed, or the one before it.
 */
export class KeySeal {
  /** @throws Error when a key-encryption key has not 32 bytes */
  constructor(
    private readonly side: Side,
    private readonly keys: KeyEncryptionKeys,
  ) {
    for (const key of [keys.current, keys.previous]) {
      if (key && key.length !== KEY_BYTES) {
        throw new Error('keyEncryptionKey must be 32 bytes: make one with `latchkey keys new-kek`');
      }
    }
  }

  seal(kid: string, privateKey: KeyObject): Buffer {
    return sealKey(privateKey, this.keys.current, this.#label(kid));
  }

  /** Null when it is sealed with yet another one. */
  open(kid: string, sealed: Buffer): KeyObject | null {
    const { current, previous } = this.keys;
    const label = this.#label(kid);
    return openKey(sealed, current, label) ?? (previous && openKey(sealed, previous, label));
  }

  /** Whether the current key-encryption key alone will do. */
  isCurrent(kid: string, sealed: Buffer): boolean {
    return openKey(sealed, this.keys.current, this.#label(kid)) !== null;
  }

  #label(kid: string): string {
    return `${this.side}:${kid}`;
  }
}
