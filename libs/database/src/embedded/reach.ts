import { setTimeout as pause } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client, type DatabaseError } from 'pg';
import { readPassword, SUPERUSER } from './cluster.js';

const PAUSE_MS = 10;
const ATTEMPT_TIMEOUT_MS = 10_000;

/** Recovering from a crash means reading the log since the last checkpoint: seconds, on a busy machine more. */
export const RECOVERY_MS = 60_000;

/** Codes of a server that starts, recovers, stops or is full for the moment. */
const BUSY = new Set(['57P01', '57P02', '57P03', '53300']);

interface Expectation {
  /** For so long, nothing on the port may only mean that it is not open yet. */
  refusalMs: number;

  /** Whether there is any reason left to go on. */
  isRunning: () => boolean;
}

/** `sslmode` is said, lest PGSSLMODE decide. */
export function serverUrl(password: string, port: number): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres?sslmode=disable`;
}

/**
 * A connection to the server of this directory on this port, as soon as it
 * accepts one; null when the server has ended, or is not that of the directory.
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
          `the server of ${directory} does not let us in: ${message}. ` +
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

/** Nothing listens, or what does breaks off: a server in the middle of a start or a stop does the same. */
function isRefusal(code: string, message: string): boolean {
  return (
    code === 'ECONNREFUSED' || code === 'ECONNRESET' || message.startsWith('Connection terminated')
  );
}
