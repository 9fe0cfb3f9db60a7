import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client, type DatabaseError } from 'pg';
import { withoutPassword } from '#config';

const PAUSE_MS = 250;
const ATTEMPT_TIMEOUT_MS = 5_000;
const LOG_EVERY_MS = 5_000;

/** What a database that is about to come up answers; anything else will not get better by waiting. */
const NOT_UP_YET: Record<string, string> = {
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'connection reset',
  ETIMEDOUT: 'connection timeout',
  EHOSTUNREACH: 'host unreachable',
  ENETUNREACH: 'network unreachable',
  ENOTFOUND: 'host not found',
  EAI_AGAIN: 'host not found',
  '57P03': 'the database system is starting up', // cannot_connect_now
  // pg has messages instead of codes for these two; a proxy before a server that is down does the second.
  'timeout expired': 'connection timeout',
  'Connection terminated unexpectedly': 'connection closed',
};

/**
 * Returns when the database accepts a connection.
 *
 * @throws Error, without the password, after `startTimeout` seconds, or at once
 * when waiting is no use: wrong password, no such database, TLS
 */
export async function waitForDatabase(url: string, startTimeout: number): Promise<void> {
  const place = withoutPassword(url);
  const logger = new Logger('Database');
  const deadline = Date.now() + startTimeout * 1000;
  let nextLog = 0;

  for (;;) {
    const refusal = await refusalOf(url);
    if (!refusal) return;

    const reason = NOT_UP_YET[refusal.code ?? ''] ?? NOT_UP_YET[refusal.message];
    if (!reason) {
      throw new Error(`cannot use the database at ${place}: ${refusal.message}`, {
        cause: refusal,
      });
    }
    if (Date.now() + PAUSE_MS > deadline) {
      throw new Error(`no database at ${place} after ${startTimeout} seconds (${reason})`, {
        cause: refusal,
      });
    }
    if (Date.now() >= nextLog) {
      logger.warn(`waiting for the database at ${place} (${reason})`);
      nextLog = Date.now() + LOG_EVERY_MS;
    }
    await pause(PAUSE_MS);
  }
}

async function refusalOf(connectionString: string): Promise<DatabaseError | null> {
  try {
    const client = new Client({ connectionString, connectionTimeoutMillis: ATTEMPT_TIMEOUT_MS });
    client.on('error', () => {}); // between the connection and its end, nothing is lost
    await client.connect();
    await client.end();
    return null;
  } catch (error) {
    return error as DatabaseError;
  }
}
