import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client, type DatabaseError } from 'pg';
import { readPassword, SUPERUSER } from './cluster.js';

const PAUSE_MS = 10;
const ATTEMPT_TIMEOUT_MS = 10_000;

/** Crash recovery reads the log since the last checkpoint: seconds, or more on a busy machine. */
export const RECOVERY_MS = 60_000;

/** SQLSTATEs of a server that is starting, recovering, stopping or temporarily full. */
const BUSY = new Set(['57P01', '57P02', '57P03', '53300']);

interface Expectation {
  /** Milliseconds during which a closed port may still open. */
  refusalMs: number;

  /** False when the server has ended, so that further attempts are useless. */
  isRunning: () => boolean;
}

/** Builds the URL of the server; `sslmode` is explicit, so that PGSSLMODE has no effect. */
export function serverUrl(password: string, port: number): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres?sslmode=disable`;
}

/**
 * Connects to the server of this directory on this port, as soon as it accepts connections. Null
 * when the server has ended, or belongs to another directory.
 */
export async function reach(
  directory: string,
  port: number,
  { refusalMs, isRunning }: Expectation,
): Promise<Client | null> {
  const url = serverUrl(await readPassword(directory), port);

  for (const start = Date.now(); isRunning(); await pause(PAUSE_MS)) {
    try {
      return await connect(url, directory);
    } catch (error) {
      const passed = Date.now() - start;
      const { code = '', message } = error as DatabaseError;
      if (isRefusal(code, message) && passed > refusalMs) return null;
      if (!(BUSY.has(code) || isRefusal(code, message)) || passed > RECOVERY_MS) {
        throw new Error(
          `cannot connect to the embedded PostgreSQL of ${directory}: ${message}. ` +
            'If it is not running, delete its postmaster.pid',
          { cause: error },
        );
      }
    }
  }
  return null;
}

async function connect(connectionString: string, directory: string): Promise<Client | null> {
  const client = new Client({
    connectionString,
    connectionTimeoutMillis: ATTEMPT_TIMEOUT_MS,
    application_name: 'embedded-postgres',
  });
  client.on('error', ({ message }) =>
    new Logger('Database').warn(`lost the embedded PostgreSQL: ${message}`),
  );
  await client.connect();

  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  if (rows[0]?.data_directory === directory) return client;
  await client.end();
  return null;
}

/**
 * True when nothing listens or the connection breaks, as also during the start or stop of a server.
 */
function isRefusal(code: string, message: string): boolean {
  return (
    code === 'ECONNREFUSED' || code === 'ECONNRESET' || message.startsWith('Connection terminated')
  );
}
