import type { EntityTarget, FindOptionsWhere } from 'typeorm';
import type { Transaction } from '#database';
import { AuditEvent } from './audit-event.entity.js';
import type { RecordedEvent } from './recorded-event.entity.js';
import { UnsealedAuditEvent } from './unsealed-audit-event.entity.js';

/** Number of events read at once. A document of 128 KiB can be 2 MiB of small objects in memory. */
const PAGE = 50;

/** The tables of events, each with the column that has their order. */
const TABLES = {
  sealed: { entity: AuditEvent as EntityTarget<RecordedEvent>, key: 'id' },
  unsealed: { entity: UnsealedAuditEvent as EntityTarget<RecordedEvent>, key: 'entry' },
} as const;

interface EventRange {
  where?: FindOptionsWhere<RecordedEvent>;
  order: 'ASC' | 'DESC';
  limit?: number;

  /** The event after which the pages begin. */
  from?: string;

  /** The event with which they end. */
  last?: string;
}

/** Reads a table page by page, without empty pages. */
export type EventPages = (
  table: keyof typeof TABLES,
  range: EventRange,
) => AsyncGenerator<RecordedEvent[]>;

/** Returns a function that reads the tables in a transaction. */
export function eventPages(transaction: Transaction): EventPages {
  return async function* (table, { where = {}, order, limit = Infinity, from, last }) {
    const { entity, key } = TABLES[table];
    const further = order === 'ASC' ? '>' : '<';
    for (let [left, after] = [limit, from]; left > 0;) {
      const size = Math.min(PAGE, left);
      const query = transaction.createQueryBuilder(entity, 'event').where(where);
      if (after !== undefined) query.andWhere(`event.${key} ${further} :after`, { after });
      if (last !== undefined) query.andWhere(`event.${key} <= :last`, { last });
      const page = await query.orderBy(`event.${key}`, order).take(size).getMany();
      if (page.length > 0) yield page;
      if (page.length < size) return;
      left -= size;
      after = String(page.at(-1)![key as 'id']);
    }
  };
}
