import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { withLoginOf } from './open-replica.js';
import { positionOf } from './position.js';
import { writtenBy } from './standby-watch.js';
import { requireSameSystem } from './system.js';

/** The state of a read replica, as one look shows it. */
export type ReplicaState =
  /** `behindMs` is the time after which it had all that the primary had at first; null: not in time. */
  | { state: 'standby'; behindMs: number | null; behindBytes: number }
  | { state: 'unusable'; reason: string };

/** Milliseconds for a connection, and for the standby to catch up. */
const PATIENCE_MS = 5_000;

const PAUSE_MS = 5;

/** Looks at a read replica with the login of the primary. Faults are a part of the result. */
export async function replicaState(
  primary: DataSource,
  { primaryUrl, url }: { primaryUrl: string; url: string },
): Promise<ReplicaState> {
  const client = new Client({
    connectionString: withLoginOf(primaryUrl, url),
    connectionTimeoutMillis: PATIENCE_MS,
    query_timeout: PATIENCE_MS,
  });
  client.on('error', () => {}); // the statement that waits for the connection fails as well
  try {
    await client.connect();
    const query = async <Row extends object>(text: string) => (await client.query<Row>(text)).rows;
    await requireSameSystem(primary, { query });
    return await lagOf(primary, query);
  } catch (error) {
    return { state: 'unusable', reason: (error as Error).message };
  } finally {
    await client.end();
  }
}

type Query = <Row extends object>(text: string) => Promise<Row[]>;

async function lagOf(primary: DataSource, query: Query): Promise<ReplicaState> {
  const startMs = performance.now();
  const target = await writtenBy(primary);
  const replayed = async () => {
    const [row] = await query<{ at: string | null }>(
      'SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text END AS at',
    );
    if (!row?.at) throw new Error('the server is not a standby');
    return positionOf(row.at);
  };
  const behind = target - (await replayed());
  const behindBytes = Number(behind > 0n ? behind : 0n);
  for (let atMs = startMs; atMs < startMs + PATIENCE_MS; atMs = performance.now()) {
    if ((await replayed()) >= target) {
      return { state: 'standby', behindMs: Math.ceil(performance.now() - startMs), behindBytes };
    }
    await pause(PAUSE_MS);
  }
  return { state: 'standby', behindMs: null, behindBytes };
}
