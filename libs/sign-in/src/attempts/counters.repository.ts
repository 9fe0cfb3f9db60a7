import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared } from '#database';

interface Row {
  key: string;
  points: number;
  /** Unix milliseconds, a bigint. */
  expire: string;
}

/** Keys whose points are raised by one. */
export interface Counting {
  /** Counted always. */
  key: string;
  /** Counted only while the first key has at most `limit` points: the rows of a flood have a limit. */
  others?: readonly string[];
  limit: number;
  /** Seconds, from the first point of a key. */
  window: number;
}

/** Returns the seconds to wait until a key is below a limit again; 0 while it is. */
export type WaitOf = (key: string, limit: number) => number;

/**
 * Counts in the database, so that all processes agree, and simultaneous requests cannot exceed a
 * limit. The rows are in the table of failed client authentications, which deletes expired ones.
 */
@Injectable()
export class CountersRepository {
  constructor(private readonly dataSource: DataSource) {}

  async count({ key, others = [], limit, window }: Counting): Promise<WaitOf> {
    const now = Date.now();
    const values = [others, now + window * 1000, now, key, limit];
    const rows = await this.dataSource.query<Row[]>(COUNT, values);
    return (counted, most) => {
      const counter = rows.find((row) => row.key === counted);
      if (!counter || counter.points <= most) return 0;
      return Math.max(1, Math.ceil((Number(counter.expire) - now) / 1000));
    };
  }
}

const ADD = `
  ON CONFLICT (key) DO UPDATE SET
    points = 1 + CASE WHEN counter.expire > $3 THEN counter.points ELSE 0 END,
    expire = CASE WHEN counter.expire > $3 THEN counter.expire ELSE excluded.expire END
  RETURNING key, points, expire`;

const COUNT = prepared(`
  WITH first AS (
    INSERT INTO failed_attempts AS counter (key, points, expire)
    VALUES ($4::text, 1, $2::bigint) ${ADD}
  ), others AS (
    INSERT INTO failed_attempts AS counter (key, points, expire)
    SELECT key, 1, $2::bigint FROM unnest($1::text[]) key
    WHERE (SELECT points FROM first) <= $5::integer ORDER BY key ${ADD}
  )
  SELECT * FROM first UNION ALL SELECT * FROM others`);
