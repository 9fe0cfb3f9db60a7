import type { KeyObject } from 'node:crypto';
import type { KeyEncryptionKeys } from '../oauth-settings.js';
import type { Side } from '../side.js';
import { AuthenticationCode, type KeyFacts } from './authentication-code.js';
import { openKey, sealKey } from './key-encryption.js';

const KEY_BYTES = 32;

/**
 * Seals the private keys of one side with its current key-encryption key, and opens those that are
 * sealed with the current or the previous one. Authenticates the rows of keys in the same way.
 */
export class KeySeal {
  /** The code of the current key-encryption key, then that of the previous one. */
  readonly #codes: readonly AuthenticationCode[];

  /** @throws Error when a key-encryption key has not 32 bytes */
  constructor(
    private readonly side: Side,
    private readonly keys: KeyEncryptionKeys,
  ) {
    const configured = [keys.current, keys.previous].filter((key) => key !== null);
    if (configured.some((key) => key.length !== KEY_BYTES)) {
      throw new Error('keyEncryptionKey must be 32 bytes: make one with `latchkey keys new-kek`');
    }
    this.#codes = configured.map((key) => new AuthenticationCode(key, side));
  }

  seal(kid: string, privateKey: KeyObject): Buffer {
    return sealKey(privateKey, this.keys.current, this.#label(kid));
  }

  /** Opens a private key; null when it is sealed with another key-encryption key. */
  open(kid: string, sealed: Buffer): KeyObject | null {
    const { current, previous } = this.keys;
    const label = this.#label(kid);
    return openKey(sealed, current, label) ?? (previous && openKey(sealed, previous, label));
  }

  /** True when the current key-encryption key opens the private half and authenticates the row. */
  isCurrent(row: AuthenticatedRow, sealed: Buffer): boolean {
    return (
      openKey(sealed, this.keys.current, this.#label(row.kid)) !== null &&
      this.#codes[0]!.isIn(row.authentication ?? Buffer.alloc(0), row)
    );
  }

  /**
   * Returns the codes for the row of a key, one by each configured key-encryption key. So during a
   * replacement, processes that only have the previous one accept the row as well.
   */
  authenticate(facts: KeyFacts): Buffer {
    return Buffer.concat(this.#codes.map((code) => code.of(facts)));
  }

  /**
   * True when the row is unchanged since a holder of a key-encryption key of this side wrote it.
   */
  isAuthentic(row: AuthenticatedRow): boolean {
    const { authentication } = row;
    return authentication !== null && this.#codes.some((code) => code.isIn(authentication, row));
  }

  #label(kid: string): string {
    return `${this.side}:${kid}`;
  }
}

type AuthenticatedRow = KeyFacts & { authentication: Buffer | null };
