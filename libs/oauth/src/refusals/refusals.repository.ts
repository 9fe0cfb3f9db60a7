import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RepeatedWrites } from '#database';
import type { ShopSettings } from '../oauth-settings.js';
import type { Side } from '../side.js';
import type { RefusalRow } from './refusal.js';
import { RecordedRefusal } from './refusal.entity.js';

/** Characters of the texts of a row. A character takes at most four bytes. */
const MAX_TEXT = { short: 128, middle: 256, long: 500 };

/** PostgreSQL cannot store NUL, and JSON cannot have an unpaired surrogate. */
const UNSTORABLE = /[\0\p{Surrogate}]/gu;

/** Share of the rows of a side that callers without a registered client may have. */
const SHARE_OF_STRANGERS = 5;

/** Rows of one request that are read, at most. */
const MAX_FOUND = 20;

const INSERT = `
  INSERT INTO refusals (occurred_at, side, request_id, client_id, is_registered, address, method,
    route, status, code, reason, required, description, occurrences)
  SELECT occurred_at, $1, request_id, client_id, is_registered, address, method, route, status,
    code, reason, required, description, occurrences
  FROM jsonb_to_recordset($2::jsonb) row (occurred_at timestamptz, request_id text, client_id text,
    is_registered boolean, address text, method text, route text, status smallint, code text,
    reason text, required text, description text, occurrences integer)`;

/** Deletes rows of a side with a condition, all but the newest. */
function deleteBeyond(condition: string): string {
  return `DELETE FROM refusals WHERE side = $1 AND ${condition} AND id <= (
    SELECT id FROM refusals WHERE side = $1 AND ${condition} ORDER BY id DESC OFFSET $2 LIMIT 1)`;
}

/** Reads and writes refused requests. */
@Injectable()
export class RefusalsRepository {
  readonly #writes: RepeatedWrites;

  constructor(private readonly dataSource: DataSource) {
    this.#writes = new RepeatedWrites(dataSource);
  }

  /** Adds all rows or none. After a failure, call this again with the same rows. */
  async add(side: Side, rows: readonly RefusalRow[]): Promise<void> {
    const documents = JSON.stringify(rows.map(columnsOf));
    await this.#writes.write(async (transaction) => {
      await transaction.query(INSERT, [side, documents]);
    });
  }

  /** Deletes rows of the side that are too old, or beyond the bounds of a client or of the side. */
  async prune(
    { side, refusals }: Pick<ShopSettings, 'side' | 'refusals'>,
    clients: readonly string[],
  ): Promise<void> {
    const { retention, stored, storedPerClient } = refusals;
    const { dataSource } = this;
    await dataSource.query(
      `DELETE FROM refusals
       WHERE side = $1 AND occurred_at < now() - make_interval(days => $2)`,
      [side, retention],
    );
    await dataSource.query(deleteBeyond('true'), [side, stored]);
    const strangers = Math.floor(stored / SHARE_OF_STRANGERS);
    await dataSource.query(deleteBeyond('NOT is_registered'), [side, strangers]);
    await dataSource.query(
      `DELETE FROM refusals WHERE side = $1 AND id IN (
         SELECT id FROM (
           SELECT id, row_number() OVER (PARTITION BY client_id ORDER BY id DESC) AS place
           FROM refusals WHERE side = $1 AND client_id = ANY($2::text[])) ranked
         WHERE place > $3)`,
      [side, clients, storedPerClient],
    );
  }

  /** Returns the refusals of a request of either side, the first one first. */
  async ofRequest(requestId: string): Promise<RecordedRefusal[]> {
    return this.dataSource.manager.find(RecordedRefusal, {
      where: { requestId },
      order: { id: 'ASC' },
      take: MAX_FOUND,
    });
  }
}

/** Returns the columns of a row. A text from outside is cut, so that it cannot make a write fail. */
function columnsOf(row: RefusalRow): Record<string, unknown> {
  return {
    occurred_at: row.occurredAt,
    request_id: cut(row.requestId, MAX_TEXT.short),
    client_id: row.clientId ?? null,
    is_registered: row.isRegistered ?? false,
    address: cut(row.address, MAX_TEXT.short),
    method: cut(row.method, 16),
    route: cut(row.route, MAX_TEXT.short),
    status: row.status,
    code: cut(row.code, 32),
    reason: cut(row.reason, MAX_TEXT.long),
    required: cut(row.required, MAX_TEXT.middle),
    description: cut(row.description, MAX_TEXT.long),
    occurrences: Math.min(row.occurrences, 1_000_000_000),
  };
}

/** Returns null for a missing or empty text. */
function cut(text: string | null | undefined, limit: number): string | null {
  return text ? text.slice(0, limit).replace(UNSTORABLE, '\uFFFD') : null;
}
