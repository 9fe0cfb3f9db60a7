import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { deferred, prepared, type Transaction } from '#database';
import { annotate, inSpan } from '#telemetry';
import type { Actor } from './actor.js';
import { type Act, DATABASE_COLUMNS, type Kind } from './change.js';
import type { NewAuditEvent } from './new-audit-event.js';
import { storableJson, storableText } from './storable.js';

/** Maximum events in one statement. More would be a document of many megabytes. */
const EVENTS = 1000;

/**
 * Maximum characters of a name or an id. They are indexed, and an index row has at most 2,700
 * bytes.
 */
const NAME = 200;

/** Maximum characters of a text for people; a longer text is a document and belongs elsewhere. */
const TEXT = 1000;

const INTO = `
  INSERT INTO unsealed_audit_events (actor_type, actor, side, action, subject_type, subject_id,
                                     before, after, reason, occurrences, request_id, address)`;

/**
 * The events are one JSON parameter, so their number does not matter. The ordinality keeps their
 * order. It is usually the last statement before the commit, and waits for it.
 */
const INSERT = deferred(
  prepared(`${INTO}
  SELECT actor_type, actor, side, action, subject_type, subject_id,
         before, after, reason, occurrences, request_id, address
  FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (
    actor_type text, actor text, side text, action text, subject_type text, subject_id text,
    before jsonb, after jsonb, reason text, occurrences integer, request_id text, address text
  )) WITH ORDINALITY
  ORDER BY ordinality`),
);

/** Returns the INSERT of a `Recorder`; `event` is the placeholder of the members of all its events. */
function insertionOf(changes: string, event: string): string {
  return `${INTO}
    SELECT actor_type, actor, side, action, subject_type, id, before, after, NULL, 1,
           request_id, address
    FROM ${changes}, jsonb_to_record(${event}::jsonb) AS event (actor_type text, actor text,
      side text, action text, subject_type text, request_id text, address text)`;
}

/** Records acts in the audit trail, in the same transaction as the act. */
@Injectable()
export class AuditLog {
  readonly #gathered = new AsyncLocalStorage<NewAuditEvent[]>();
  readonly #listeners: (() => void)[] = [];

  /**
   * Adds one event, or up to 1,000 events in their order, in one statement. The act and its event
   * are committed together or not at all. No transaction waits for another one. After the commit,
   * `AuditSealer` moves the event into the chain.
   *
   * Texts are changed so that PostgreSQL can store them: NUL and unpaired surrogates are replaced,
   * names and ids are cut at 200 characters, and reasons at 1,000.
   *
   * Inside `gather` the events are collected and added at its end.
   */
  async record(event: NewAuditEvent | NewAuditEvent[], transaction: Transaction): Promise<void> {
    const events = Array.isArray(event) ? event : [event];
    if (events.length === 0) return;
    if (events.length > EVENTS) throw new Error(`${events.length} events at once, over ${EVENTS}`);
    const gathered = this.#gathered.getStore();
    if (gathered) {
      gathered.push(...events);
      return;
    }
    await inSpan(spanOf(events), async () =>
      transaction.query(INSERT, [storableJson(events.map(row))]),
    );
    this.#recorded();
  }

  /** Calls the listener whenever events are added to a transaction, which is not committed yet. */
  whenRecorded(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Records the change of rows in the statement that makes it: one statement less, and the rows are
   * locked for a shorter time. See `Recorder` of `#json-api`. Inside `gather` there is none: `record`
   * collects the events.
   */
  recorder({ noun, type, side }: Kind, { act, actor }: { act: Act; actor: Actor }) {
    if (this.#gathered.getStore()) return undefined;
    const action = `${noun}.${act}`;
    annotate({ [ACTIONS]: [action] });
    this.#recorded();
    return {
      omitted: DATABASE_COLUMNS,
      event: JSON.stringify(row({ actor, action, side, subject: { type, id: '' } })),
      insertion: insertionOf,
    };
  }

  /**
   * Runs `work`, and adds all events that it records when it is done: one statement instead of one
   * for each act.
   */
  async gather<Result>(transaction: Transaction, work: () => Promise<Result>): Promise<Result> {
    const events: NewAuditEvent[] = [];
    const result = await this.#gathered.run(events, work);
    for (let at = 0; at < events.length; at += EVENTS) {
      await this.record(events.slice(at, at + EVENTS), transaction);
    }
    return result;
  }

  #recorded(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The attribute of a span with the actions that it records in the audit trail. */
const ACTIONS = 'latchkey.audit_actions';

function spanOf(events: readonly NewAuditEvent[]) {
  return {
    name: 'audit',
    attributes: { [ACTIONS]: events.slice(0, 20).map(({ action }) => action) },
  };
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
