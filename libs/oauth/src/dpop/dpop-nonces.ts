import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { derivedKey } from '../keys/key-encryption-key.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';

const TIME_BYTES = 6;
const MAC_BYTES = 16;

/** The bytes of time and MAC in base64url. */
const NONCE = /^[\w-]{30}$/;

/**
 * Makes and verifies nonces for DPoP proofs (RFC 9449 §8). A nonce is the time at which it was made
 * and a MAC over that time. No process stores nonces. Each process of a side accepts those of the
 * others, also after a restart, because the MAC key is derived from the key-encryption key that
 * they share.
 *
 * The token endpoint and the API accept each other's nonces: clients keep one nonce per origin.
 */
@Injectable()
export class DpopNonces {
  readonly #key: KeyObject;

  constructor(@Inject(OAUTH_SETTINGS) { keyEncryptionKeys, side }: OAuthSettings) {
    const purpose = `latchkey dpop nonces ${side}`;
    this.#key = derivedKey(keyEncryptionKeys, purpose);
  }

  make(now = Date.now() / 1000): string {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeUIntBE(Math.floor(now), 0, TIME_BYTES);
    const mac = createHmac('sha256', this.#key).update(time).digest().subarray(0, MAC_BYTES);
    return Buffer.concat([time, mac]).toString('base64url');
  }

  /**
   * Returns the time at which a nonce was made, in Unix seconds; null if this side did not make it.
   */
  timeOf(nonce: string): number | null {
    if (!NONCE.test(nonce)) return null;
    const time = Buffer.from(nonce, 'base64url').readUIntBE(0, TIME_BYTES);
    return timingSafeEqual(Buffer.from(nonce), Buffer.from(this.make(time))) ? time : null;
  }
}
