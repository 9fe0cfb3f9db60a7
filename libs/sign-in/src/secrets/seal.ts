import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { derivedKey } from '#oauth';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const PURPOSE = 'secrets of sign-in';

/** Key-encryption keys of a side; the previous one is null except while the key is replaced. */
type Keys = Parameters<typeof derivedKey>[0];

/**
 * Seals secrets for the database with AES-256-GCM, under a key derived from the key-encryption key of
 * the side. Opens those that are sealed under the previous key-encryption key as well.
 *
 * The label is authenticated, so that a sealed secret that is copied to another row does not open.
 */
export class Seal {
  readonly #current: KeyObject;
  readonly #previous: KeyObject | null;

  constructor(keys: Keys) {
    const { previous } = keys;
    this.#current = derivedKey(keys, PURPOSE);
    this.#previous = previous && derivedKey({ current: previous, previous: null }, PURPOSE);
  }

  /** Returns the IV of 12 bytes, the tag of 16 bytes, then the ciphertext. */
  seal(secret: string, label: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#current, iv).setAAD(Buffer.from(label));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
  }

  /** Opens a sealed secret; null when no key-encryption key of this process opens it. */
  open(sealed: Buffer, label: string): string | null {
    const opened = openWith(this.#current, sealed, label);
    return opened ?? (this.#previous && openWith(this.#previous, sealed, label));
  }

  /** True when the current key-encryption key opens the secret. */
  isCurrent(sealed: Buffer, label: string): boolean {
    return openWith(this.#current, sealed, label) !== null;
  }
}

function openWith(key: KeyObject, sealed: Buffer, label: string): string | null {
  const iv = sealed.subarray(0, IV_BYTES);
  const tag = sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(label))
      .setAuthTag(tag);
    const plain = [decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(plain).toString('utf8');
  } catch {
    return null; // the error would add nothing
  }
}
