import type { DatabaseError } from 'pg';

/** SQLSTATE of what passes by itself, appendix A of PostgreSQL's manual; `08` stands for all of that class. */
const PASSING_STATES: Readonly<Record<string, string>> = {
  '08': 'the connection was lost',
  '53': 'it is short of connections, memory or disk',
  '57': 'it is starting, stopping, or has ended the statement',
  '25P03': 'the transaction was idle for too long',
  '25P04': 'the transaction took too long',
  '25006': 'it is a standby',
};

/** What the network says, by Node.js's code. */
const NO_ANSWER = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOENT', // a socket file that is not there
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** pg and its pool have no codes for these. */
const LOST = /^(Connection terminated|Client has encountered a connection error|timeout expired)/;
const NO_CONNECTION = 'timeout exceeded when trying to connect';

/**
 * Nothing is wrong with what was asked, but the database does not do it now. The
 * filters of both protocols know it by its shape; typeorm copies these members
 * to the error that it makes of one.
 */
export class DatabaseUnavailable extends Error {
  readonly status = 503;
  readonly code = 'service_unavailable';
  readonly description: string = 'the database cannot answer now; try again later';
  /** Seconds: as often as a database that is back is noticed. */
  readonly headers: Readonly<Record<string, string>> = { 'Retry-After': '1' };

  constructor(reason: string, options?: ErrorOptions) {
    super(`the database is not available: ${reason}`, options);
    this.name = 'DatabaseUnavailable';
  }

  /** Of an error of the driver; the error itself when it says something else. */
  static orItself(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof DatabaseUnavailable) return error;
    const { code = '', message } = error as Partial<DatabaseError> & Error;
    const isPassing =
      NO_ANSWER.has(code) ||
      [code, code.slice(0, 2)].some((state) => Object.hasOwn(PASSING_STATES, state)) ||
      LOST.test(message) ||
      message === NO_CONNECTION;
    return isPassing ? new DatabaseUnavailable(message || code, { cause: error }) : error;
  }
}

/** Whether the database has said neither yes nor no: an error of ours, of the driver, or typeorm's of one. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { driverError = error } = (error ?? {}) as { driverError?: unknown };
  return DatabaseUnavailable.orItself(driverError) instanceof DatabaseUnavailable;
}

/**
 * It is starting or stopping (cannot_connect_now), lets nobody in (ALLOW_CONNECTIONS
 * false), or a pooler has no way to it (protocol_violation is what PgBouncer says).
 */
const NOT_NOW = new Set(['57P03', '55000', '08P01']);

/** Of an attempt to connect: whether nobody is there. One who refuses us for another reason is. */
export function isNoAnswer(error: Error): boolean {
  const { code = '', message } = error as Partial<DatabaseError> & Error;
  return NOT_NOW.has(code) || NO_ANSWER.has(code) || LOST.test(message);
}
