import type { KeyEncryptionKeys } from '../oauth-settings.js';
import type { Side } from '../side.js';
import { KeySeal } from './key-seal.js';

/**
 * Keeps the seals of a process: the seal of its side for an application, and the seals of the
 * configured key-encryption keys for the command line.
 */
export class KeySeals {
  readonly #seals = new Map<Side, KeySeal | null>();

  /**
   * `keysOf` is called once for each needed side; it returns null when the process lacks its keys.
   */
  constructor(private readonly keysOf: (side: Side) => KeyEncryptionKeys | null) {}

  find(side: Side): KeySeal | null {
    const known = this.#seals.get(side);
    if (known !== undefined) return known;
    const keys = this.keysOf(side);
    const seal = keys && new KeySeal(side, keys);
    this.#seals.set(side, seal);
    return seal;
  }

  /** @throws Error without the key-encryption key of the side */
  get(side: Side): KeySeal {
    const seal = this.find(side);
    if (seal) return seal;
    throw new Error(
      `this needs ${side}.oauth.keyEncryptionKey, as the servers of the side have it`,
    );
  }
}
