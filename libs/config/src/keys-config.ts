import { Integer } from './rules.js';

/** The life of the signing keys of both sides. */
export class KeysConfig {
  /** Days that a key signs until it is replaced; 0 is until somebody asks. */
  @Integer(0, 3650)
  rotateAfter = 90;

  /** Seconds that a new key is published before it signs; a little less may a verifier remember. */
  @Integer(0, 86_400)
  announceFor = 600;

  /** Seconds that it waits at the most for running processes that have not loaded it. */
  @Integer(0, 604_800)
  maxWait = 3600;
}
