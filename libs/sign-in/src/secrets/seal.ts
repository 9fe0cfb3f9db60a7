import { derivedKey } from '#oauth';
import { decrypt, encrypt } from './aes-gcm.js';
import { type Keys, Opener } from './opener.js';

const PURPOSE = 'secrets of sign-in';

/**
 * Seals secrets for the database with AES-256-GCM, under a key derived from the key-encryption key of
 * the side.
 *
 * The label is authenticated, so that a sealed secret that is copied to another row does not open.
 */
export class Seal extends Opener {
  constructor(keys: Keys) {
    super(keys, { keyOf: (of) => derivedKey(of, PURPOSE), openWith: decrypt });
  }

  seal(secret: string, label: string): Buffer {
    return encrypt(this.current, secret, label);
  }
}
