import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '../side.js';

/**
 * Seconds without a sign of life until a process counts as dead: six of its
 * heartbeats, so that neither a long pause of the process nor a restart of the
 * database makes a rotation go on without it.
 */
const DEAD_AFTER = 30;

/** Seconds that a sign of life may be ahead; one from further on is not of a process, and never ends. */
const AHEAD = 60;

/** Rows read at once: more than a side has processes, and few enough for memory. */
const MAX_INSTANCES = 1000;

/** A running process of one side. */
export interface Instance {
  id: string;
  side: Side;
  /** Where it runs, for people. */
  name: string;
  /** Ids of the keys that it can use: to verify, and unless they are retired to sign. */
  keys: readonly string[];
}

export interface LiveInstance extends Instance {
  startedAt: Date;
}

/** The rows of running processes. */
@Injectable()
export class InstancesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A sign of life. Others are told of nothing as long as the keys are the same. */
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

  async deleteDead(side: Side): Promise<void> {
    await this.dataSource.query(`DELETE FROM instances WHERE side = $1 AND NOT ${IS_LIVE}`, [side]);
  }

  /** The oldest 1,000. */
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

const IS_LIVE = `(seen_at > clock_timestamp() - interval '${DEAD_AFTER} s'
  AND seen_at <= clock_timestamp() + interval '${AHEAD} s')`;
