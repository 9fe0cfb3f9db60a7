import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteInPages, prepared, type Transaction } from '#database';
import { revokeGrants } from '#oauth';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { COLUMNS, type NewSession, valuesOf } from './session-row.js';
import type { Session } from './session.js';

/** Sessions of one person, at most; the one that was used longest ago ends first. */
const MAX_SESSIONS = 100;

/** Stores the sessions of this side. */
@Injectable()
export class SessionsRepository {
  readonly #find: string;
  readonly #insert: string;
  readonly #isLive: string;

  constructor(
    @Inject(SIGN_IN_SETTINGS)
    private readonly settings: Pick<SignInSettings, 'side' | 'sessions'>,
    private readonly dataSource: DataSource,
  ) {
    const { side, sessions } = settings;
    this.#isLive = `side = '${side}' AND expires_at > now()
      AND last_seen_at > now() - interval '${sessions.idleTimeout} seconds'`;
    this.#find = prepared(`SELECT ${COLUMNS} FROM sessions WHERE id_hash = $1 AND ${this.#isLive}`);
    this.#insert = `
      INSERT INTO sessions (id_hash, side, person_id, amr, acr, user_agent, address,
        authenticated_at, provider_id, expires_at)
      VALUES ($1, '${side}', $2, $3, $4, $5, $6, coalesce(to_timestamp($7), now()), $8,
        now() + interval '${sessions.lifetime} seconds')
      RETURNING ${COLUMNS}`;
  }

  /** Runs work in a transaction, which the methods with that parameter join. */
  async within<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }

  /**
   * Keeps an identity provider enabled until the end of the transaction, so that no session starts
   * after those of the provider have ended. Returns false for one that is disabled or removed, and
   * true without a provider.
   */
  async holdProvider(
    providerId: string | null | undefined,
    transaction: Transaction,
  ): Promise<boolean> {
    if (providerId === null || providerId === undefined) return true;
    const [row] = await transaction.query<{ isHeld: boolean }[]>(
      'SELECT hold_identity_provider($1) AS "isHeld"',
      [providerId],
    );
    return row!.isHeld;
  }

  /** Finds a session that has not ended. */
  async find(idHash: Buffer, transaction?: Transaction): Promise<Session | null> {
    const runner = transaction ?? this.dataSource;
    const [session] = await runner.query<Session[]>(this.#find, [idHash]);
    return session ?? null;
  }

  /** True for a session of the person that has not ended. */
  async isLive(id: string, personId: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `SELECT FROM sessions WHERE id = $1 AND person_id = $2 AND ${this.#isLive}`,
      [id, personId],
    );
    return rows.length > 0;
  }

  /** Stores the session of a person who may sign in (see `PeopleRepository.hold`). */
  async insert(session: NewSession, transaction: Transaction): Promise<Session> {
    return (await transaction.query<Session[]>(this.#insert, valuesOf(session)))[0]!;
  }

  /**
   * Gives a session another id after an authentication. It still ends with the provider at which it
   * began, unless the person has authenticated at another one. Returns null when it has ended.
   */
  async renew(
    earlier: Buffer,
    session: NewSession,
    transaction: Transaction,
  ): Promise<Session | null> {
    const [rows] = await transaction.query<[Session[]]>(
      `UPDATE sessions SET id_hash = $1, amr = $3, acr = $4, user_agent = $5, address = $6,
         authenticated_at = coalesce(to_timestamp($7), now()), last_seen_at = now(),
         provider_id = coalesce($8, provider_id),
         expires_at = now() + interval '${this.settings.sessions.lifetime} seconds'
       WHERE id_hash = $9 AND person_id = $2 AND ${this.#isLive} RETURNING ${COLUMNS}`,
      [...valuesOf(session), earlier],
    );
    return rows[0] ?? null;
  }

  /** Records that a session is in use. */
  async touch(idHash: Buffer): Promise<void> {
    await this.dataSource.query('UPDATE sessions SET last_seen_at = now() WHERE id_hash = $1', [
      idHash,
    ]);
  }

  /** Lists the sessions of a person that have not ended, the last used first. */
  async listOf(personId: string): Promise<Session[]> {
    return this.dataSource.query<Session[]>(
      `SELECT ${COLUMNS} FROM sessions WHERE person_id = $1 AND ${this.#isLive}
       ORDER BY last_seen_at DESC, id LIMIT ${MAX_SESSIONS}`,
      [personId],
    );
  }

  /**
   * Ends a session, of this person if one is given, with the tokens that apps got in it.
   * Returns the person; null for no session.
   */
  async delete(id: string, transaction: Transaction, personId?: string): Promise<string | null> {
    const [rows] = await transaction.query<[{ personId: string }[]]>(
      `DELETE FROM sessions WHERE id = $1 AND side = $2 AND person_id = coalesce($3, person_id)
       RETURNING person_id::text AS "personId"`,
      [id, this.settings.side, personId ?? null],
    );
    const owner = rows[0]?.personId ?? null;
    if (owner !== null) await this.#revokeTokens(owner, [id], transaction);
    return owner;
  }

  /** Ends all sessions of a person, except one, with their tokens. Returns their number. */
  async deleteOf(personId: string, transaction: Transaction, exceptId?: string): Promise<number> {
    return this.#deleteAmong('id IS DISTINCT FROM $3', [personId, exceptId ?? null], transaction);
  }

  /**
   * Ends the sessions of the person of a session that began at the provider of an issuer, except this
   * session, with their tokens. Returns their number.
   */
  async deleteOthersAt(
    issuer: string,
    { id, personId }: Pick<Session, 'id' | 'personId'>,
    transaction: Transaction,
  ): Promise<number> {
    const beganThere = `id <> $3 AND provider_id IN (
      SELECT id FROM identity_providers WHERE side = $1 AND issuer = $4)`;
    return this.#deleteAmong(beganThere, [personId, id, issuer], transaction);
  }

  /** Ends the sessions of a person beyond the maximum, with their tokens. Returns their number. */
  async deleteOldest(personId: string, transaction: Transaction): Promise<number> {
    const isOld = `id IN (
      SELECT id FROM sessions WHERE side = $1 AND person_id = $2
      ORDER BY last_seen_at DESC OFFSET $3)`;
    return this.#deleteAmong(isOld, [personId, MAX_SESSIONS], transaction);
  }

  async #deleteAmong(
    condition: string,
    [personId, ...values]: [personId: string, ...values: unknown[]],
    transaction: Transaction,
  ): Promise<number> {
    const [rows] = await transaction.query<[{ id: string }[]]>(
      `DELETE FROM sessions WHERE side = $1 AND person_id = $2 AND ${condition} RETURNING id::text`,
      [this.settings.side, personId, ...values],
    );
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) await this.#revokeTokens(personId, ids, transaction);
    return ids.length;
  }

  async #revokeTokens(personId: string, sessionIds: string[], transaction: Transaction) {
    await revokeGrants(
      { side: this.settings.side, personIds: [personId], sessionIds },
      transaction,
    );
  }

  /** Deletes sessions that have ended. */
  async purge(): Promise<void> {
    const { side, sessions } = this.settings;
    await deleteInPages(this.dataSource, {
      table: 'sessions',
      key: ['id_hash'],
      where: `side = $1 AND (expires_at < now()
        OR last_seen_at < now() - make_interval(secs => $2))`,
      values: [side, sessions.idleTimeout],
    });
  }
}
