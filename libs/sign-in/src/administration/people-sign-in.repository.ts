import type { DataSource } from 'typeorm';
import { type Actor, AuditLog } from '#audit';
import type { Side } from '#oauth';
import type { LinkPurpose } from '../links/links.repository.js';
import { requestLink } from '../notify/request-link.js';
import { ROSTERS } from '../people/people.repository.js';
import { personEvent } from '../people/person-event.js';
import {
  END_PENDING_SIGN_INS,
  REVOKE_TOKENS,
  REVOKE_TOKENS_OF_SESSIONS,
} from '../people/revoke-tokens.js';
import { randomToken, tokenHash } from '../secrets/random-token.js';

/** A person of one side. */
interface Account {
  side: Side;
  id: string;
}

interface NewLink extends Account {
  purpose: LinkPurpose;
  /** Seconds. */
  lifetime: number;
}

/** A new one-time link, which is shown once. */
export interface MadeLink {
  token: string;
  email: string;
  expiresAt: Date;
}

/** A request for a link, which the application of the side makes and sends. */
export type RequestedLink = Omit<MadeLink, 'token'>;

/** A session in a list for administrators. */
export interface ListedSession {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  amr: string[];
  address: string;
  userAgent: string;
}

/** Numbers of the factors that were removed. */
export interface RemovedFactors {
  authenticatorApps: number;
  recoveryCodes: number;
  passkeys: number;
}

/** Sessions in a list, at most: a person has no more. */
const MAX_LISTED = 100;

/**
 * Administers how people sign in, with the rights of the owner of the tables. Each change has an audit
 * event.
 */
export class PeopleSignInRepository {
  readonly #audit = new AuditLog();

  constructor(
    private readonly dataSource: DataSource,
    private readonly actor: Actor,
  ) {}

  /**
   * Makes a one-time link. Earlier links of the person no longer work. Returns null for a person who
   * may not sign in.
   */
  async makeLink({ side, id, purpose, lifetime }: NewLink): Promise<MadeLink | null> {
    const { table, isActive } = ROSTERS[side];
    const token = randomToken();
    return this.dataSource.transaction(async (transaction) => {
      await transaction.query(
        'DELETE FROM sign_in_links WHERE side = $1 AND person_id = $2 AND used_at IS NULL',
        [side, id],
      );
      const [row] = await transaction.query<Omit<MadeLink, 'token'>[]>(
        `WITH person AS (SELECT id, email FROM ${table} WHERE id = $3 AND ${isActive} FOR SHARE),
           link AS (
             INSERT INTO sign_in_links (token_hash, side, person_id, purpose, expires_at)
             SELECT $1, $2, id, $4, now() + make_interval(secs => $5) FROM person
             RETURNING expires_at)
         SELECT email, expires_at AS "expiresAt" FROM person, link`,
        [tokenHash(token), side, id, purpose, lifetime],
      );
      if (!row) return null;
      const after = { purpose, expiresAt: row.expiresAt.toISOString() };
      const by = { side, personId: id, actor: this.actor };
      await this.#audit.record(personEvent('sign_in_link.created', by, { after }), transaction);
      return { token, ...row };
    });
  }

  /**
   * Asks the application of the side to make a link and to send it by `notify`. Returns null for a
   * person who may not sign in. The request is dropped at `expiresAt` if the application has not made
   * the link by then.
   */
  async requestLink({ side, id, purpose, lifetime }: NewLink): Promise<RequestedLink | null> {
    return this.dataSource.transaction(async (transaction) => {
      const values = [side, id, purpose, lifetime];
      const [row] = await transaction.query<RequestedLink[]>(requestLink(side), values);
      if (!row) return null;
      const by = { side, personId: id, actor: this.actor };
      const event = personEvent('sign_in_link.requested', by, { after: { purpose } });
      await this.#audit.record(event, transaction);
      return row;
    });
  }

  /** Lists the sessions of a person that have not expired, the last used first. */
  async sessionsOf({ side, id }: Account): Promise<ListedSession[]> {
    return this.dataSource.query<ListedSession[]>(
      `SELECT id::text, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
         expires_at AS "expiresAt", amr, address, user_agent AS "userAgent"
       FROM sessions WHERE side = $1 AND person_id = $2 AND expires_at > now()
       ORDER BY last_seen_at DESC, id LIMIT ${MAX_LISTED}`,
      [side, id],
    );
  }

  /**
   * Ends one session of a person, with the tokens that applications got in it; or all sessions, and
   * all tokens that applications have for the person.
   * Returns the number of sessions that have ended.
   */
  async endSessions({ side, id }: Account, session?: string): Promise<number> {
    return this.dataSource.transaction(async (transaction) => {
      const [, count] = await transaction.query<[unknown, number]>(
        `DELETE FROM sessions WHERE side = $1 AND person_id = $2 AND id = coalesce($3, id)`,
        [side, id, session ?? null],
      );
      if (session === undefined) {
        await transaction.query(REVOKE_TOKENS, [side, id]);
        await transaction.query(END_PENDING_SIGN_INS, [side, id]);
      } else if (count === 0) return 0;
      else await transaction.query(REVOKE_TOKENS_OF_SESSIONS, [side, id, [session]]);
      const after = session === undefined ? { count } : { session };
      const by = { side, personId: id, actor: this.actor };
      await this.#audit.record(personEvent('sessions.ended', by, { after }), transaction);
      return count;
    });
  }

  /**
   * Removes the authenticator app, the recovery codes and the passkeys of a person who has lost them.
   * The password alone is enough from then on. Without any of them, nothing is recorded.
   */
  async removeFactors({ side, id }: Account): Promise<RemovedFactors> {
    return this.dataSource.transaction(async (transaction) => {
      const remove = async (table: 'totp_secrets' | 'recovery_codes' | 'passkeys') => {
        // An app that no code has confirmed is no factor, and its row is deleted uncounted.
        const isFactor = table === 'totp_secrets' ? 'sealed_secret IS NOT NULL' : 'true';
        const [rows] = await transaction.query<[{ isFactor: boolean }[]]>(
          `DELETE FROM ${table} WHERE side = $1 AND person_id = $2
           RETURNING ${isFactor} AS "isFactor"`,
          [side, id],
        );
        return rows.filter((row) => row.isFactor).length;
      };
      const removed = {
        authenticatorApps: await remove('totp_secrets'),
        recoveryCodes: await remove('recovery_codes'),
        passkeys: await remove('passkeys'),
      };
      if (Object.values(removed).every((count) => count === 0)) return removed;
      const after = { ...removed };
      const by = { side, personId: id, actor: this.actor };
      await this.#audit.record(personEvent('person.factors_removed', by, { after }), transaction);
      return removed;
    });
  }
}
