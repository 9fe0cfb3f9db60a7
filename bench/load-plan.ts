/** The task of the load generator, as JSON on its command line. */
export interface LoadPlan {
  /** Includes the path. */
  url: string;
  connections: number;
  /**
   * No request is sent after this time, or after `requests` if that is sooner. Then the load waits
   * for the last answers.
   */
  seconds: number;
  requests?: number;
  work: TokenWork | UsersWork | ChangesWork;
}

export type Algorithm = 'ES256' | 'RS256';

/** Token requests of several clients. */
export interface TokenWork {
  kind: 'tokens';
  format: 'json' | 'form';
  algorithm: Algorithm;
  /** By default each client sends one request before the first one sends its second. */
  clients: { first: number; count: number; isZipf?: boolean };
  /** One in this many requests has a wrong secret; 0 for none. */
  wrongOneIn: number;
  /** The file for the tokens, one a line; empty to drop them. */
  keepIn: string;
}

/** Pages of 25 users. */
export interface UsersWork {
  kind: 'users';
  /**
   * A file with one token a line. Each request takes the next one, and starts again after the last.
   */
  tokensIn: string;
}

/** Changes of one attribute of a user, `PATCH /api/users/:id`. */
export interface ChangesWork {
  kind: 'changes';
  /** A file with one token a line, as in `UsersWork`. */
  tokensIn: string;
  /** The users 1 to `rows` take turns. */
  rows: number;
  /**
   * Sends `If-Match` with the tag of the last answer about the user. No two requests at a time change
   * the same user, so there must be more users than connections.
   */
  isConditional?: boolean;
}

/** The result, as JSON on standard output. */
export interface LoadOutcome {
  /** Answers. */
  answered: number;
  /** The answers that rejected a wrong secret. */
  rejected: number;
  /** Until the last answer. */
  seconds: number;
  /** Answers for each second, without those after the end of the load. */
  perSecond: number;
  /** Milliseconds, of answers with a status below 400. */
  p50: number;
  p99: number;
  /** Problems of answers and connections; only the first few. */
  problems: string[];
}
