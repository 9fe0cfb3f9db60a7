import { IsBoolean } from 'class-validator';
import { Integer } from './rules.js';

/** Proofs that a caller has the key to which a token is bound (RFC 9449), on both sides. */
export class DpopConfig {
  /** Whether each proof needs a nonce of ours. One that has a nonce is held to it anyway. */
  @IsBoolean()
  requireNonce = false;

  /** Seconds; callers get a new one when half of that is over. */
  @Integer(10, 86_400)
  nonceLifetime = 300;

  /** Seconds that the clock of a caller may be off, either way; with a nonce it does not matter. */
  @Integer(1, 600)
  iatWindow = 60;
}
