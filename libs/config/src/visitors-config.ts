import { ValidateNested } from 'class-validator';
import { Integer, Scopes } from './rules.js';

/** Tokens of visitors in a minute, in one process. */
export class VisitorTokensConfig {
  /** For one client, from all networks together. */
  @Integer(1, 10_000_000) perClient = 6000;

  /** For one network, with a client without credentials. */
  @Integer(1, 1_000_000) perNetwork = 300;
}

/** Callers of the storefront who have not signed in. */
export class VisitorsConfig {
  /** Scopes that their tokens have at most; empty: there are no visitors. */
  @Scopes() scopes: string[] = [];

  /** Seconds that a token is valid at most. */
  @Integer(60, 86_400, 'seconds') tokenLifetime = 1800;

  @ValidateNested() tokensPerMinute = new VisitorTokensConfig();
}
