import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client, type DatabaseError } from 'pg';
import { withoutPassword } from '#config';

const PAUSE_MS = 250;
const ATTEMPT_TIMEOUT_MS = 5_000;
const LOG_EVERY_MS = 5_000;

/** Errors of a database that is not up yet; waiting does not solve any other error. */
const NOT_UP_YET: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ETIMEDOUT: 'connection timeout',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host not found',
  '57P03': 'the database system is starting up', // cannot_connect_now
  // pg has messages without codes for these two; a proxy before a stopped server causes the second.
  'timeout expired': 'connection timeout',
  'Connection terminated unexpectedly': 'connection closed',
};

/**
 * Resolves when the database accepts a connection.
 *
 * @throws Error, without the password, after `startTimeout` seconds, or at once when waiting cannot
 * help: wrong password, missing database, TLS
 */
export async function waitForDatabase(url: string, startTimeout: number): Promise<void> {
  const place = withoutPassword(url);
  const logger = new Logger('Database');
  const deadline = Date.now() + startTimeout * 1000;
  let nextLog = 0;

  for (;;) {
    const failure = await failureOf(url);
    if (!failure) return;

    const reason = NOT_UP_YET[failure.code ?? ''] ?? NOT_UP_YET[failure.message];
    if (!reason) {
      throw new Error(`cannot use the database at ${place}: ${failure.message}`, {
        cause: failure,
      });
    }
    if (Date.now() + PAUSE_MS > deadline) {
      throw new Error(`no database at ${place} after ${startTimeout} seconds (${reason})`, {
        cause: failure,
      });
    }
    if (Date.now() >= nextLog) {
      logger.warn(`waiting for the database at ${place} (${reason})`);
      nextLog = Date.now() + LOG_EVERY_MS;
    }
    await pause(PAUSE_MS);
  }
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
