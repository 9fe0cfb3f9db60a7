import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared, type Transaction } from '#database';
import { Seal } from '../secrets/seal.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { outboxLabel } from '../secrets/outbox-label.js';

export type RequestKind = 'invitation' | 'recovery' | 'registration';

/** A request for a message, or a message to send. */
export interface OutboxRow {
  id: string;
  kind: RequestKind;
  personId: string | null;
  /** The text that was typed into a page, or the body of the message; null without either. */
  content: string | null;
  isMessage: boolean;
}

/** A message that replaces its request. */
export interface NewMessage {
  personId: string | null;
  body: string;
  expiresAt: Date;
}

/** Rows that one statement claims. A process has no more messages under way at a time. */
export const CLAIMED = 4;

/** Seconds after an attempt until the next one, at first and at most. */
const FIRST_WAIT = 10;
const MAX_WAIT = 600;

/** Seconds in which the database does its part of an attempt. */
const MARGIN = 15;

/**
 * Stores messages until the receiver has them. What is typed into pages, and messages with their
 * links, are sealed: the database alone opens no account.
 */
@Injectable()
export class NotifyOutboxRepository {
  readonly #seal: Seal;
  readonly #claim: string;

  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly dataSource: DataSource,
  ) {
    this.#seal = new Seal(settings.keyEncryptionKeys);
    const lease = Math.max(FIRST_WAIT, settings.notify.timeout + MARGIN);
    this.#claim = prepared(`
      UPDATE notify_outbox SET attempts = attempts + 1,
        next_attempt_at = now() + make_interval(secs =>
          greatest(${lease}, least(${MAX_WAIT}, ${FIRST_WAIT} * 2 ^ least(attempts, 10))))
      WHERE id IN (
        SELECT id FROM notify_outbox
        WHERE side = $1 AND next_attempt_at <= now() AND expires_at > now()
        ORDER BY attempts, next_attempt_at LIMIT ${CLAIMED} FOR UPDATE SKIP LOCKED)
      RETURNING id::text, kind, person_id::text AS "personId", sealed, is_message AS "isMessage"`);
  }

  async within<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }

  /** Stores the form of somebody who is not signed in. It is kept for `lifetime` seconds. */
  async insert(id: string, request: { kind: RequestKind; typed: object; lifetime: number }) {
    const { side } = this.settings;
    const sealed = this.#seal.seal(JSON.stringify(request.typed), outboxLabel(side, id));
    await this.dataSource.query(
      `INSERT INTO notify_outbox (id, side, kind, sealed, expires_at)
       VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
      [id, side, request.kind, sealed, request.lifetime],
    );
  }

  /**
   * Returns rows that are due, and makes them due again later. So a row is tried again after a
   * failure and after the end of the process, and by one process at a time. Those with the fewest
   * attempts come first: messages that the receiver rejects again and again delay no other ones.
   *
   * A row that no key-encryption key of this process opens is reported to `onUnreadable`, and stays:
   * while the key is replaced, a process that has the new one may have sealed it.
   */
  async claim(onUnreadable: () => void): Promise<{ rows: OutboxRow[]; count: number }> {
    const [claimed] = await this.dataSource.query<
      [(Omit<OutboxRow, 'content'> & { sealed: Buffer | null })[]]
    >(this.#claim, [this.settings.side]);
    const rows: OutboxRow[] = [];
    for (const { sealed, ...row } of claimed) {
      const content = sealed && this.#seal.open(sealed, outboxLabel(this.settings.side, row.id));
      if (sealed === null || content !== null) rows.push({ ...row, content });
      else onUnreadable();
    }
    return { rows, count: claimed.length };
  }

  /** True while the row is a request. No other process can make its message meanwhile. */
  async hold(id: string, transaction: Transaction): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      'SELECT FROM notify_outbox WHERE id = $1 AND NOT is_message FOR UPDATE',
      [id],
    );
    return rows.length > 0;
  }

  /** Replaces a request by its message. */
  async replace(id: string, message: NewMessage, transaction: Transaction): Promise<void> {
    const { personId, body, expiresAt } = message;
    const sealed = this.#seal.seal(body, outboxLabel(this.settings.side, id));
    await transaction.query(
      `UPDATE notify_outbox SET is_message = true, person_id = $2, sealed = $3, expires_at = $4
       WHERE id = $1`,
      [id, personId, sealed, expiresAt],
    );
  }

  async delete(id: string): Promise<void> {
    await this.dataSource.query('DELETE FROM notify_outbox WHERE id = $1', [id]);
  }

  /** Deletes rows whose link has expired, and returns their number. */
  async purge(): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      'DELETE FROM notify_outbox WHERE side = $1 AND expires_at <= now()',
      [this.settings.side],
    );
    return count;
  }
}
