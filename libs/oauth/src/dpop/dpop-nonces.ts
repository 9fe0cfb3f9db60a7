import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { derivedKey } from '../keys/key-encryption-key.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

const TIME_BYTES = 6;
const MAC_BYTES = 16;

/** So many bytes in base64url. */
const NONCE = /^[\w-]{30}$/;

/**
 * Nonces for DPoP proofs (RFC 9449 §8): the time at which one was made and a
 * MAC over it. No process has to remember any, and each one of a side knows
 * those of the others, also after a restart: the key is derived from the
 * key-encryption key that they share.
 *
 * Token endpoint and API take each other's: clients keep one for each origin.
 */
@Injectable()
export class DpopNonces {
  readonly #key: Buffer;

  constructor(@Inject(OAUTH_OPTIONS) { keyEncryptionKeys, side }: OAuthOptions) {
    const purpose = `latchkey dpop nonces ${side}`;
    this.#key = derivedKey(keyEncryptionKeys, purpose);
  }

  make(now = Date.now() / 1000): string {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeUIntBE(Math.floor(now), 0, TIME_BYTES);
    const mac = createHmac('sha256', this.#key).update(time).digest().subarray(0, MAC_BYTES);
    return Buffer.concat([time, mac]).toString('base64url');
  }

  /** When one of ours was made, in Unix seconds; null for what is none of ours. */
  timeOf(nonce: string): number | null {
    if (!NONCE.test(nonce)) return null;
    const time = Buffer.from(nonce, 'base64url').readUIntBE(0, TIME_BYTES);
    return timingSafeEqual(Buffer.from(nonce), Buffer.from(this.make(time))) ? time : null;
  }
}
