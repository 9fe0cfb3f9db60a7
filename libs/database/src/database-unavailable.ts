import type { DatabaseError } from 'pg';

/**
 * SQLSTATEs of temporary failures (PostgreSQL manual, appendix A); two characters stand for a
 * class.
 */
const PASSING_STATES: Readonly<Record<string, string>> = {
  '08': 'the connection was lost',
  '53': 'it is short of connections, memory or disk',
  '57': 'it is starting, stopping, or has ended the statement',
  '25P03': 'the transaction was idle for too long',
  '25P04': 'the transaction took too long',
  '25006': 'it is a standby',
};

/** Node.js codes of network failures. */
const NO_ANSWER = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOENT', // the socket file does not exist
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** Messages of pg for lost connections, which have no code. */
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout expired)/;
const NO_CONNECTION = 'timeout exceeded when trying to connect';

/**
 * The statement is valid, but the database cannot run it now. The error filters of
 * both protocols recognize this error by its members, which typeorm copies to its own
 * errors.
 */
export class DatabaseUnavailable extends Error {
  readonly status = 503;
  readonly code = 'service_unavailable';
  readonly description: string = 'the database cannot answer now; try again later';
  /** Seconds; the process notices within this time that the database is back. */
  readonly headers: Readonly<Record<string, string>> = { 'Retry-After': '1' };

  constructor(reason: string, options?: ErrorOptions) {
    super(`the database is not available: ${reason}`, options);
    this.name = 'DatabaseUnavailable';
  }

  /** Converts a driver error of a temporary failure; returns other errors unchanged. */
  static orItself(error: unknown): unknown {
    if (!(error instanceof Error) || error instanceof DatabaseUnavailable) return error;
    const { code = '', message } = error as Partial<DatabaseError> & Error;
    const isPassing =
      NO_ANSWER.has(code) ||
      [code, code.slice(0, 2)].some((state) => Object.hasOwn(PASSING_STATES, state)) ||
      CONNECTION_LOST.test(message) ||
      message === NO_CONNECTION;
    return isPassing ? new DatabaseUnavailable(message || code, { cause: error }) : error;
  }
}

/** True when the database gave no answer. Accepts our own, the driver's and typeorm's errors. */
export function isDatabaseUnavailable(error: unknown): boolean {
  const { driverError = error } = (error ?? {}) as { driverError?: unknown };
  return DatabaseUnavailable.orItself(driverError) instanceof DatabaseUnavailable;
}

/**
 * SQLSTATEs of a server that is starting or stopping (cannot_connect_now) or that admits no
 * connections (ALLOW_CONNECTIONS false), and of PgBouncer without a server (protocol_violation).
 */
const NOT_NOW = new Set(['57P03', '55000', '08P01']);

/**
 * True when a failed connection attempt reached no database. Other rejections prove that one runs.
 */
export function isNoAnswer(error: Error): boolean {
  const { code = '', message } = error as Partial<DatabaseError> & Error;
  return NOT_NOW.has(code) || NO_ANSWER.has(code) || CONNECTION_LOST.test(message);
}
