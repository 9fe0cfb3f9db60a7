import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '../side.js';

/**
 * Seconds without a heartbeat until a process counts as dead. Six heartbeats, so that a rotation
 * does not continue without a process because of a long pause or a restart of the database.
 */
const EXPIRES_AFTER = 30;

/**
 * Seconds that a heartbeat may be in the future; no process writes a later one, which would never
 * expire.
 */
const AHEAD = 60;

/** Rows of one read: more than a side has processes, and few enough for memory. */
const MAX_INSTANCES = 1000;

/** A running process of one side. */
export interface Instance {
  id: string;
  side: Side;
  /** Host and process id, for people. */
  name: string;
  /** Ids of the keys that the process can use: to verify and, unless they are retired, to sign. */
  keys: readonly string[];
}

export interface LiveInstance extends Instance {
  startedAt: Date;
}

/** Reads and writes the rows of running processes. */
@Injectable()
export class InstancesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Records a heartbeat. Other processes are notified only when the keys have changed. */
  async beat({ id, side, name, keys }: Instance): Promise<void> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      'UPDATE instances SET seen_at = clock_timestamp() WHERE id = $1 AND keys = $2',
      [id, keys],
    );
    if (count === 0) {
      await this.dataSource.query(
        `INSERT INTO instances (id, side, name, keys) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id) DO UPDATE SET keys = excluded.keys, seen_at = clock_timestamp()`,
        [id, side, name, keys],
      );
    }
  }

  async delete(id: string): Promise<void> {
    await this.dataSource.query('DELETE FROM instances WHERE id = $1', [id]);
  }

  async deleteExpired(side: Side): Promise<void> {
    await this.dataSource.query(`DELETE FROM instances WHERE side = $1 AND NOT ${IS_LIVE}`, [side]);
  }

  /** Returns the live processes of a side, at most the 1,000 oldest. */
  async listLive(side: Side, transaction?: Transaction): Promise<LiveInstance[]> {
    return (transaction ?? this.dataSource.manager).query<LiveInstance[]>(
      `SELECT id, side, name, keys, started_at AS "startedAt" FROM instances
       WHERE side = $1 AND ${IS_LIVE} ORDER BY started_at, id LIMIT ${MAX_INSTANCES}`,
      [side],
    );
  }

  async countLive(side: Side, transaction: Transaction): Promise<number> {
    const [row] = await transaction.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM instances WHERE side = $1 AND ${IS_LIVE}`,
      [side],
    );
    return row.count;
  }
}

const IS_LIVE = `(seen_at > clock_timestamp() - interval '${EXPIRES_AFTER} s'
  AND seen_at <= clock_timestamp() + interval '${AHEAD} s')`;
