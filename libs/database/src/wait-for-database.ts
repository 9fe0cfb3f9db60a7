import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client, type DatabaseError } from 'pg';
import { withoutPassword } from '#config';
import { interruptible } from './start-signal.js';

const PAUSE_MS = 250;
const ATTEMPT_TIMEOUT_MS = 5_000;
const LOG_EVERY_MS = 5_000;

/** Network failures, and messages of pg without a code, of a database that is not up yet. */
const NOT_UP_YET: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ETIMEDOUT: 'connection timeout',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ENOENT: 'socket file not found',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host not found',
  'timeout expired': 'connection timeout',
  // A proxy before a stopped server causes this one.
  'Connection terminated unexpectedly': 'connection closed',
};

/**
 * SQLSTATEs of a server that rejects connections for now, and the messages if only some of them
 * pass. Its message says why: it starts, stops, or has no connection or memory left.
 */
const REJECTS_FOR_NOW: Readonly<Record<string, RegExp>> = {
  '53300': /./, // too many connections
  '53200': /./, // out of memory
  '57P01': /./, // stopped by an administrator
  '57P02': /./, // another server process crashed
  '57P03': /./, // starting, stopping, or in recovery
  '55000': /./, // ALLOW_CONNECTIONS is false, for example while a backup is restored
  // No line of pg_hba.conf matches: an operator, or the first start of a container, adds one.
  '28000': /pg_hba\.conf/,
  // PgBouncer: no server, or no room. It uses the same state for a wrong password.
  '08P01': /server login|connect failed|no more connections|timeout|shutting down/,
};

/** How long a start waits, and for what. */
export interface Waiting {
  /** Seconds; 0 tries once. */
  startTimeout: number;
  /** Ends the wait. */
  signal?: AbortSignal;
  /** The setting with the URL, for the message: `database.url (DATABASE_URL)`. */
  setting?: string;
}

/**
 * Resolves when the database accepts a connection.
 *
 * @throws Error, without the password, after `startTimeout` seconds, or at once when waiting cannot
 * help: wrong password, missing database, TLS
 */
export async function waitForDatabase(url: string, waiting: Waiting): Promise<void> {
  await interruptible(waiting.signal, attempts(url, waiting));
}

async function attempts(url: string, { startTimeout, signal, setting }: Waiting): Promise<void> {
  const place = withoutPassword(url);
  const prefix = setting ? `${setting}: ` : '';
  const logger = new Logger('Database');
  const deadline = Date.now() + startTimeout * 1000;
  let nextLog = 0;

  for (;;) {
    const failure = await failureOf(url);
    if (!failure || signal?.aborted) return;

    const reason = passingReason(failure);
    if (!reason) {
      throw new Error(`${prefix}cannot use the database at ${place}: ${failure.message}`, {
        cause: failure,
      });
    }
    if (Date.now() + PAUSE_MS > deadline) {
      throw new Error(
        `${prefix}no database at ${place} after ${startTimeout} seconds (${reason})`,
        {
          cause: failure,
        },
      );
    }
    if (Date.now() >= nextLog) {
      logger.warn(`${prefix}waiting for the database at ${place} (${reason})`);
      nextLog = Date.now() + LOG_EVERY_MS;
    }
    await pause(PAUSE_MS);
  }
}

/** Returns the reason of a failure that may pass; undefined if waiting cannot help. */
export function passingReason({ code = '', message }: DatabaseError): string | undefined {
  if (REJECTS_FOR_NOW[code]?.test(message)) return message;
  return NOT_UP_YET[code] ?? NOT_UP_YET[message];
}

async function failureOf(connectionString: string): Promise<DatabaseError | null> {
  try {
    const client = new Client({ connectionString, connectionTimeoutMillis: ATTEMPT_TIMEOUT_MS });
    client.on('error', () => {}); // an error while closing does not matter
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    return error as DatabaseError;
  }
}
