import { Integer } from './rules.js';

/** Life cycle of the signing keys of both applications. */
export class KeysConfig {
  /** Days that a key signs until it is replaced; 0 disables automatic replacement. */
  @Integer(0, 3650, 'days') rotateAfter = 90;

  /**
   * Seconds that a new key is published before it signs. Verifiers may cache a key set for slightly
   * less.
   */
  @Integer(0, 86_400, 'seconds') announceFor = 600;

  /** Maximum seconds that a new key waits for running processes that have not loaded it. */
  @Integer(0, 604_800, 'seconds') maxWait = 3600;
}
