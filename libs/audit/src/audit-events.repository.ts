import { Injectable } from '@nestjs/common';
import { And, DataSource, LessThan, LessThanOrEqual, MoreThan, MoreThanOrEqual } from 'typeorm';
import type { Transaction } from '#database';
import type { ChainLink, ChainPoint } from './audit-chain.js';
import { CHAIN_TEXTS } from './chain-text.js';
import { ERASED, type MaintenanceEvent, PRUNED } from './maintenance.js';
import { AuditEvent } from './audit-event.entity.js';
import type { Subject } from './new-audit-event.js';

/**
 * Number of events whose texts are read at once. The largest possible texts, half a megabyte each,
 * fit in memory, and the round trips do not matter.
 */
const LINKS = 200;

/** Number of events read at once. A document of 128 KiB can be 2 MiB of small objects in memory. */
const PAGE = 50;

/** Filters for events. Filters that are left out match every event. */
export interface AuditQuery {
  action?: string;
  actor?: string;
  subject?: Subject;
  side?: string;
  since?: Date;
  requestId?: string;
  limit: number;

  /** Id of an event. Only older events match, which gives the next page. */
  before?: string;
}

/** Reads events. It never writes. */
@Injectable()
export class AuditEventsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Returns the matching events page by page, the newest first. */
  async *pages(query: AuditQuery): AsyncGenerator<AuditEvent[]> {
    let { limit, before } = query;
    for (let isLast = false; !isLast; limit -= PAGE) {
      const page = await this.list({ ...query, before, limit: Math.min(limit, PAGE) });
      yield page;
      before = page.at(-1)?.id;
      isLast = page.length < PAGE || limit <= PAGE;
    }
  }

  /** Returns the matching events, the newest first. */
  async list({ subject, since, limit, before, ...exact }: AuditQuery): Promise<AuditEvent[]> {
    const { action, actor, side, requestId } = exact;
    return this.events.find({
      where: {
        ...(action !== undefined && { action }),
        ...(actor !== undefined && { actor }),
        ...(side !== undefined && { side }),
        ...(requestId !== undefined && { requestId }),
        ...(subject && { subjectType: subject.type, subjectId: subject.id }),
        ...(since && { occurredAt: MoreThanOrEqual(since) }),
        ...(before !== undefined && { id: LessThan(before) }),
      },
      order: { id: 'DESC' },
      take: limit,
    });
  }

  /**
   * Returns the events in the order of the chain, up to a given one or to the newest at the call.
   */
  async *inOrder(last?: string): AsyncGenerator<AuditEvent> {
    const upTo = last ?? (await this.list({ limit: 1 }))[0]?.id;
    if (upTo === undefined) return;
    for (let after: string | null = null; ;) {
      const upToNewest = LessThanOrEqual(upTo);
      const page: AuditEvent[] = await this.events.find({
        where: { id: after === null ? upToNewest : And(MoreThan(after), upToNewest) },
        order: { id: 'ASC' },
        take: PAGE,
      });
      yield* page;
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) return;
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

  /** Returns the hashes and the hashed texts of all events, in the order of the ids. */
  async *links(snapshot: Transaction): AsyncGenerator<ChainLink> {
    for (let after: string | null = null; ;) {
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

  private get events() {
    return this.dataSource.getRepository(AuditEvent);
  }
}
