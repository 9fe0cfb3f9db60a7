import { Injectable } from '@nestjs/common';
import { And, DataSource, type FindOptionsWhere, LessThan, MoreThanOrEqual } from 'typeorm';
import type { Transaction } from '#database';
import { readActor } from './actor.js';
import type { ChainLink, ChainPoint } from './audit-chain.js';
import { CHAIN_TEXTS } from './chain-text.js';
import { type EventPages, eventPages } from './event-pages.repository.js';
import { ERASED, type MaintenanceEvent, PRUNED } from './maintenance.js';
import type { Subject } from './new-audit-event.js';
import type { RecordedEvent } from './recorded-event.entity.js';

/**
 * Number of events whose texts are read at once. The largest possible texts, half a megabyte each,
 * fit in memory, and the round trips do not matter.
 */
const LINKS = 200;

/** Filters for events. Filters that are left out match every event. */
export interface AuditQuery {
  action?: string;
  /** A name, or a type and a name as lists print them: `client:<id>`. */
  actor?: string;
  subject?: Subject;
  side?: string;
  since?: Date;

  /** Only events before this time match. */
  until?: Date;
  requestId?: string;
  limit: number;

  /** Id of an event. Only older events of the chain match, which gives the next page. */
  before?: string;
}

/** Committed events that are not in the chain yet. */
export interface UnsealedEvents {
  count: number;

  /** Seconds since the first of them was recorded; 0 when there is none. */
  age: number;
}

/** Reads events. It never writes. */
@Injectable()
export class AuditEventsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Returns the matching events page by page, the newest first. The unsealed ones come before those
   * of the chain.
   */
  async *pages({ limit, before, ...filters }: AuditQuery): AsyncGenerator<RecordedEvent[]> {
    const where = conditions(filters);
    let left = limit;
    for await (const page of this.#read(async function* (read) {
      if (before === undefined) yield* read('unsealed', { where, order: 'DESC', limit });
      yield* read('sealed', { where, order: 'DESC', limit, from: before });
    })) {
      yield page.slice(0, left);
      left -= page.length;
      if (left <= 0) return;
    }
  }

  /** Returns the matching events, the newest first. */
  async list(query: AuditQuery): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of this.pages(query)) events.push(...page);
    return events;
  }

  /** Returns the matching events of the chain after one of them, page by page, the oldest first. */
  async *newer(after: string, query: AuditQuery) {
    const where = conditions(query);
    yield* this.#read(async function* (read) {
      yield* read('sealed', { where, order: 'ASC', from: after });
    });
  }

  /**
   * Returns the events in the order of the chain, up to a given one; without it, also the unsealed
   * events after the chain.
   */
  async *inOrder(last?: string): AsyncGenerator<RecordedEvent> {
    for await (const page of this.#read(async function* (read) {
      yield* read('sealed', { order: 'ASC', last });
      if (last === undefined) yield* read('unsealed', { order: 'ASC' });
    })) {
      yield* page;
    }
  }

  /**
   * Runs `read` in a read-only snapshot, so that events recorded meanwhile do not change the
   * result.
   */
  async inSnapshot<Result>(read: (snapshot: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction('REPEATABLE READ', async (snapshot) => {
      await snapshot.query('SET TRANSACTION READ ONLY');
      return read(snapshot);
    });
  }

  /**
   * Returns the head of the chain. Null when there is not exactly one row, which means
   * manipulation.
   */
  async head(snapshot: Transaction): Promise<ChainPoint | null> {
    const heads = await snapshot.query<ChainPoint[]>(
      `SELECT id, encode(hash, 'hex') AS hash FROM audit_head LIMIT 2`,
    );
    return heads.length === 1 ? heads[0]! : null;
  }

  /** Returns the events of removals and erasures, in the order of the chain. */
  async maintenance(snapshot: Transaction): Promise<MaintenanceEvent[]> {
    return snapshot.query(
      'SELECT id, action, after FROM audit_events WHERE action IN ($1, $2) ORDER BY id',
      [PRUNED, ERASED],
    );
  }

  /** Returns the number and the age of the unsealed events. */
  async unsealed(snapshot: Transaction): Promise<UnsealedEvents> {
    const [row] = await snapshot.query<[UnsealedEvents]>(
      `SELECT count(*)::integer AS count,
         coalesce(greatest(0, extract(epoch FROM clock_timestamp() - min(occurred_at))), 0)::float
           AS age
       FROM unsealed_audit_events`,
    );
    return row;
  }

  /**
   * Returns the hashes and the hashed texts of all events, or of those after a position, in the order of
   * the ids.
   */
  async *links(snapshot: Transaction, first: string | null = null): AsyncGenerator<ChainLink> {
    for (let after = first; ;) {
      const page: ChainLink[] = await snapshot.query(
        `SELECT id, ${CHAIN_TEXTS}, previous_hash AS "previousHash", hash,
           details_hash AS "detailsHash"
         FROM audit_events WHERE $1::bigint IS NULL OR id > $1::bigint
         ORDER BY id LIMIT ${LINKS}`,
        [after],
      );
      yield* page;
      after = page.at(-1)?.id ?? null;
      if (page.length < LINKS) return;
    }
  }

  /**
   * Yields pages that are all read from one snapshot, so that an event that is sealed meanwhile
   * appears once. The caller may stop at any page.
   */
  async *#read(
    work: (read: EventPages) => AsyncGenerator<RecordedEvent[]>,
  ): AsyncGenerator<RecordedEvent[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction('REPEATABLE READ');
      await runner.query('SET TRANSACTION READ ONLY');
      yield* work(eventPages(runner.manager));
    } finally {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      await runner.release();
    }
  }
}

function conditions({
  subject,
  since,
  until,
  ...exact
}: Partial<AuditQuery>): FindOptionsWhere<RecordedEvent> {
  const { action, actor, side, requestId } = exact;
  return {
    ...(action !== undefined && { action }),
    ...(actor !== undefined && actorConditions(actor)),
    ...(side !== undefined && { side }),
    ...(requestId !== undefined && { requestId }),
    ...(subject && { subjectType: subject.type, subjectId: subject.id }),
    ...((since ?? until) && { occurredAt: timeCondition(since, until) }),
  };
}

function actorConditions(text: string): FindOptionsWhere<RecordedEvent> {
  const { type, name } = readActor(text);
  return { actor: name, ...(type && { actorType: type }) };
}

function timeCondition(since: Date | undefined, until: Date | undefined) {
  if (!until) return MoreThanOrEqual(since!);
  return since ? And(MoreThanOrEqual(since), LessThan(until)) : LessThan(until);
}
