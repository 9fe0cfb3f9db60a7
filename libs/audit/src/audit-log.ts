import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import type { NewAuditEvent } from './new-audit-event.js';
import { storableJson, storableText } from './storable.js';

/** In one statement; more at once would hold up everybody else who records. */
const EVENTS = 1000;

/** Characters of a name or an id. They are indexed, and a row of an index ends at 2,700 bytes. */
const NAME = 200;

/** Characters of a text for people; more is a document, and belongs elsewhere. */
const TEXT = 1000;

/** Through JSON, so that any number of events is one parameter; the ordinality keeps their order. */
const INSERT = `
  INSERT INTO audit_events (actor_type, actor, side, action, subject_type, subject_id,
                            before, after, reason, occurrences, request_id, address)
  SELECT actor_type, actor, side, action, subject_type, subject_id,
         before, after, reason, occurrences, request_id, address
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (
    actor_type text, actor text, side text, action text, subject_type text, subject_id text,
    before jsonb, after jsonb, reason text, occurrences integer, request_id text, address text
  )) WITH ORDINALITY
  ORDER BY ordinality`;

/** Where acts are written down, in the transaction that does them. */
@Injectable()
export class AuditLog {
  readonly #gathered = new AsyncLocalStorage<NewAuditEvent[]>();

  /**
   * Adds the event, or up to 1,000 in their order, in one statement. The act and
   * its event happen together or not at all.
   *
   * Record last: from here to the end of the transaction the head of the chain
   * is locked, and everybody else who records waits. The transaction must be
   * READ COMMITTED, which is the default; a stricter one that has waited fails.
   *
   * Texts are stored as they can be: NUL and half characters are replaced, names
   * and ids cut at 200 characters, reasons at 1,000.
   *
   * Inside of `gather` the events wait for its end.
   */
  async record(event: NewAuditEvent | NewAuditEvent[], transaction: Transaction): Promise<void> {
    const events = Array.isArray(event) ? event : [event];
    if (events.length === 0) return;
    if (events.length > EVENTS) throw new Error(`${events.length} events at once, over ${EVENTS}`);
    const gathered = this.#gathered.getStore();
    if (gathered) gathered.push(...events);
    else await transaction.query(INSERT, [storableJson(events.map(row))]);
  }

  /**
   * Adds what `work` records, however deep, when it is done: an act of many is one
   * transaction, and would keep everybody else from recording since the first of
   * them. Who waits for its rows meanwhile and has recorded could then wait for ever.
   */
  async gather<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
    const events: NewAuditEvent[] = [];
    const result = await this.#gathered.run(events, work);
    for (let at = 0; at < events.length; at += EVENTS) {
      await this.record(events.slice(at, at + EVENTS), transaction);
    }
    return result;
  }
}

function row({ actor, action, side, subject, before, after, reason, occurrences }: NewAuditEvent) {
  return {
    actor_type: actor.type,
    actor: storableText(actor.name, NAME),
    side: optional(side, NAME),
    action: storableText(action, NAME),
    subject_type: optional(subject?.type, NAME),
    subject_id: optional(subject?.id, NAME),
    before,
    after,
    reason: optional(reason, TEXT),
    occurrences: occurrences ?? 1,
    request_id: optional(actor.requestId, NAME),
    address: optional(actor.address, NAME),
  };
}

function optional(text: string | undefined, limit: number): string | undefined {
  return text === undefined ? undefined : storableText(text, limit);
}
