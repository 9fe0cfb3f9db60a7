/** What the load generator is to do, as JSON on its command line. */
export interface LoadPlan {
  /** Path included. */
  url: string;
  connections: number;
  /** It ends then, and after so many requests if that is sooner. */
  seconds: number;
  requests?: number;
  work: TokenWork | UsersWork;
}

export type Algorithm = 'ES256' | 'RS256';

/** Token requests, each by another of the clients, until all have had their turn. */
export interface TokenWork {
  kind: 'tokens';
  format: 'json' | 'form';
  algorithm: Algorithm;
  clients: { first: number; count: number };
  /** Each so-manieth request has a wrong secret; 0 for none. */
  wrongOneIn: number;
  /** A file for the tokens, one a line; empty for nowhere. */
  keepIn: string;
}

/** Pages of 25 users. */
export interface UsersWork {
  kind: 'users';
  /** A file with a token a line; each request takes the next one, and the first one again. */
  tokensIn: string;
}

/** What came of it, as JSON on standard output. */
export interface LoadOutcome {
  /** As they should be. */
  answered: number;
  /** Of these, wrong secrets that were refused. */
  refused: number;
  seconds: number;
  /** Milliseconds of those that were not refused. */
  p50: number;
  p99: number;
  /** What was wrong with answers, and errors of connections; the first few. */
  faults: string[];
}
