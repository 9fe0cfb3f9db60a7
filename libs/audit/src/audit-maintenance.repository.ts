import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import type { ChainPoint, ChainTexts } from './audit-chain.js';
import { sealAll } from './audit-seal.repository.js';
import { CHAIN_TEXTS } from './chain-text.js';
import { ADDRESS_EVENTS, type Details } from './erased-event.js';
import { type Person, sideOf } from './erasure.js';
import { ERASED, PRUNED } from './maintenance.js';

/** The columns of an event that an erasure reads and writes. */
export interface ErasableEvent extends Details {
  id: string;
}

/**
 * Pattern of the addresses that an account can have: 64 characters before the only @, and 255 after
 * it.
 */
const EMAIL = '^[^@]{1,64}@[^@[:space:]]{1,255}$';

const COLUMNS = `id, side, subject_type AS "subjectType", subject_id AS "subjectId",
  actor_type AS "actorType", actor,
  before, after, reason`;

/** Deletes and erases events. Only the owner of the tables has the privilege. */
@Injectable()
export class AuditMaintenanceRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs `work` in a transaction in which the triggers permit removals or erasures. All earlier
   * events are sealed before, and the event of the work together with it: without that event the
   * chain would look broken.
   */
  async within<Result>(
    purpose: 'prune' | 'erase',
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    await this.dataSource.transaction(sealAll);
    return this.dataSource.transaction(async (transaction) => {
      await transaction.query(`SET LOCAL latchkey.audit = '${purpose}'`);
      const result = await work(transaction);
      await sealAll(transaction);
      return result;
    });
  }

  /**
   * Returns the newest event that is older than `days` complete days (UTC); null when there is
   * none.
   */
  async lastBefore(days: number): Promise<{ last: ChainPoint; until: Date } | null> {
    const [row] = await this.dataSource.query<{ id: string; hash: string; until: Date }[]>(
      `WITH cutoff AS (
         SELECT (date_trunc('day', now() AT TIME ZONE 'UTC') - make_interval(days => $1))
                AT TIME ZONE 'UTC' AS until)
       SELECT id, encode(hash, 'hex') AS hash, until FROM audit_events, cutoff
       WHERE id < coalesce(
         (SELECT id FROM audit_events WHERE occurred_at >= until ORDER BY id LIMIT 1),
         (SELECT id + 1 FROM audit_head))
       ORDER BY id DESC LIMIT 1`,
      [days],
    );
    return row ? { last: { id: row.id, hash: row.hash }, until: row.until } : null;
  }

  /** Deletes the events up to and including this one. Returns their number. */
  async deleteUpTo(id: string, transaction: Transaction): Promise<number> {
    const [row] = await transaction.query<[{ count: number }]>(
      `WITH deleted AS (DELETE FROM audit_events WHERE id <= $1 RETURNING 1)
       SELECT count(*)::integer AS count FROM deleted`,
      [id],
    );
    return row.count;
  }

  /**
   * Makes erasures wait for each other, since two could replace the same event. Other acts can be
   * recorded meanwhile. The database logins of the applications may not take this lock.
   */
  async lock(transaction: Transaction): Promise<void> {
    await transaction.query('LOCK TABLE audit_events IN SHARE UPDATE EXCLUSIVE MODE');
  }

  /**
   * Returns the current and earlier e-mail addresses in the events of a person. It reads only the
   * events in which the API writes an address, of the sides that administer such people.
   */
  async emailsOf({ type, id }: Person, transaction: Transaction): Promise<string[]> {
    const { actions, sides } = ADDRESS_EVENTS[type];
    const rows = await transaction.query<{ email: string }[]>(
      `SELECT DISTINCT value #>> '{}' AS email
       FROM audit_events, unnest(ARRAY[before -> 'email', after -> 'email']) value
       WHERE subject_type = $1 AND subject_id = $2 AND action = ANY($3) AND side = ANY($4)
         AND jsonb_typeof(value) = 'string' AND value #>> '{}' ~ '${EMAIL}'
       ORDER BY email`,
      [type, id, actions, sides],
    );
    return rows.map(({ email }) => email);
  }

  /**
   * Returns a page of the events that may name the person, oldest first:
   *
   * - the events of the person
   * - events of other resources than people with the person as the owner of a client
   * - events of other resources than people with any address, unless `ownedOnly`
   *
   * All pages together read the complete trail.
   */
  async naming(
    { person, ownedOnly }: { person: Person; ownedOnly: boolean },
    { after, size }: { after: string; size: number },
    transaction: Transaction,
  ): Promise<ErasableEvent[]> {
    return transaction.query(
      `SELECT ${COLUMNS} FROM audit_events
       WHERE id > $1 AND (subject_type = $2 AND subject_id = $3
         OR coalesce(subject_type, '') NOT IN ('users', 'customer-users')
         AND action NOT IN ('${PRUNED}', '${ERASED}')
         AND (side = $4 AND $3 IN (before ->> 'ownerId', after ->> 'ownerId')
           OR NOT $5 AND strpos(concat_ws(' ', actor, subject_id, reason, before, after), '@') > 0))
       ORDER BY id LIMIT $6`,
      [after, person.type, person.id, sideOf(person), ownedOnly, size],
    );
  }

  /** Writes the erased events and deletes their salts. Returns the new texts of the rows. */
  async replace(events: readonly ErasableEvent[], transaction: Transaction): Promise<ChainTexts[]> {
    await transaction.query(
      `UPDATE audit_events SET salt = NULL, actor = erased.actor,
         subject_id = erased."subjectId", before = erased.before, after = erased.after,
         reason = erased.reason
       FROM jsonb_to_recordset($1::jsonb) erased
         (id bigint, actor text, "subjectId" text, before jsonb, after jsonb, reason text)
       WHERE audit_events.id = erased.id`,
      [JSON.stringify(events)],
    );
    return transaction.query(
      `SELECT id, ${CHAIN_TEXTS} FROM audit_events WHERE id = ANY($1) ORDER BY id`,
      [events.map(({ id }) => id)],
    );
  }
}
