import { IsBoolean } from 'class-validator';
import { Integer } from './rules.js';

/** DPoP proofs, which show that a caller has the key to which a token is bound (RFC 9449). */
export class DpopConfig {
  /** Requires a server nonce in each proof. A nonce in a proof is checked in any case. */
  @IsBoolean() requireNonce = false;

  /** Seconds; callers receive a new nonce after half of that time. */
  @Integer(10, 86_400, 'seconds') nonceLifetime = 300;

  /**
   * Seconds that a caller's clock may be off, either way; a proof with a nonce does not depend on
   * it.
   */
  @Integer(1, 600, 'seconds') iatWindow = 60;
}
