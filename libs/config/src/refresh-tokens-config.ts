import { Integer } from './rules.js';

/** Refresh tokens of people who have signed in. */
export class RefreshTokensConfig {
  /** Seconds from the last use. Afterwards the person signs in again. */
  @Integer(60, 31_536_000, 'seconds') idleLifetime = 604_800;

  /** Seconds from the authorization, also for a token that is used. */
  @Integer(60, 31_536_000, 'seconds') lifetime = 2_592_000;

  /**
   * Seconds for which a replaced token is accepted once more with the same answer, because the first
   * answer may have been lost. A thief has the same time.
   */
  @Integer(0, 300, 'seconds') grace = 10;
}
