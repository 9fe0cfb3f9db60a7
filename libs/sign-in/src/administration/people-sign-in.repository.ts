import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Actor, AuditLog } from '#audit';
import type { Transaction } from '#database';
import type { Side } from '#oauth';
import type { LinkPurpose } from '../links/links.repository.js';
import { requestLink } from '../notify/request-link.js';
import { endUnusedLinks } from '../people/end-unused-links.js';
import { ROSTERS } from '../people/people.repository.js';
import { personEvent } from '../people/person-event.js';
import { randomToken, tokenHash } from '../secrets/random-token.js';
import { endEverything } from './end-everything.js';
import { endSessions } from './end-sessions.js';

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

/** Sessions in a list, at most: a person has no more. */
const MAX_LISTED = 100;

/**
 * Administers the sessions and links of the people of both sides, for the command line and the back
 * office. Only the owner of the tables makes links for people who can sign in. Each change has an audit event.
 */
@Injectable()
export class PeopleSignInRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Makes a one-time link. Earlier links of the person no longer work. Returns null for a person who
   * may not sign in.
   */
  async makeLink({ side, id, purpose, lifetime }: NewLink, actor: Actor): Promise<MadeLink | null> {
    const { table, isActive } = ROSTERS[side];
    const token = randomToken();
    return this.dataSource.transaction(async (transaction) => {
      await endUnusedLinks({ side, personId: id }, transaction);
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
      const by = { side, personId: id, actor };
      await this.audit.record(personEvent('sign_in_link.created', by, { after }), transaction);
      return { token, ...row };
    });
  }

  /**
   * Makes the first link of a person who has no way to sign in yet. `authorize` throws to prevent it.
   * Returns the reason why there is no link: the person may not sign in, or can sign in already.
   */
  async makeFirstLink(
    { side, id, lifetime }: Omit<NewLink, 'purpose'>,
    actor: Actor,
    authorize: (transaction: Transaction) => Promise<void>,
  ): Promise<MadeLink | 'inactive' | 'can_sign_in'> {
    const token = randomToken();
    return this.dataSource.transaction(async (transaction) => {
      await authorize(transaction);
      const [row] = await transaction.query<FirstLink[]>(
        `SELECT email, expires_at AS "expiresAt", can_sign_in AS "canSignIn"
         FROM make_first_link($1, $2, $3, $4)`,
        [side, id, tokenHash(token), lifetime],
      );
      if (row!.canSignIn) return 'can_sign_in';
      const { email, expiresAt } = row!;
      if (email === null || expiresAt === null) return 'inactive';
      const after = { purpose: 'invitation', expiresAt: expiresAt.toISOString() };
      const by = { side, personId: id, actor };
      await this.audit.record(personEvent('sign_in_link.created', by, { after }), transaction);
      return { token, email, expiresAt };
    });
  }

  /**
   * Asks the application of the side to make a link and to send it by `notify`. Returns null for a
   * person who may not sign in. The request is dropped at `expiresAt` if the application has not made
   * the link by then.
   */
  async requestLink(
    { side, id, purpose, lifetime }: NewLink,
    actor: Actor,
  ): Promise<RequestedLink | null> {
    return this.dataSource.transaction(async (transaction) => {
      const values = [side, id, purpose, lifetime];
      const [row] = await transaction.query<RequestedLink[]>(requestLink(side), values);
      if (!row) return null;
      const by = { side, personId: id, actor };
      const event = personEvent('sign_in_link.requested', by, { after: { purpose } });
      await this.audit.record(event, transaction);
      return row;
    });
  }

  /** Lists the sessions of a person that have not expired, the last used first. */
  async sessionsOf({ side, id }: Account): Promise<ListedSession[]> {
    return this.dataSource.query<ListedSession[]>(
      `SELECT id::text, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
         expires_at AS "expiresAt", amr, address, user_agent AS "userAgent"
       FROM person_sessions WHERE side = $1 AND person_id = $2
       ORDER BY last_seen_at DESC, id LIMIT ${MAX_LISTED}`,
      [side, id],
    );
  }

  /**
   * Ends one session, maybe only of this person, with the tokens that apps got in it. Returns
   * false when there is none.
   */
  async endSession(session: string, actor: Actor, of?: Account): Promise<boolean> {
    return (await this.endSessions([session], actor, of)) > 0;
  }

  /**
   * Ends sessions, maybe only of this person, with the tokens that apps got in them. Returns the number
   * of sessions that have ended.
   */
  async endSessions(sessions: readonly string[], actor: Actor, of?: Account): Promise<number> {
    return this.dataSource.transaction(async (transaction) => {
      const ended = await endSessions(sessions, of, transaction);
      const events = ended.map(({ session, ...person }) =>
        personEvent('session.ended', { ...person, actor }, { after: { session } }),
      );
      await this.audit.record(events, transaction);
      return ended.length;
    });
  }

  /**
   * Ends all sessions of a person, and revokes all tokens that applications have for the person.
   * Returns the number of sessions that have ended.
   */
  async endAll({ side, id }: Account, actor: Actor): Promise<number> {
    return this.dataSource.transaction(async (transaction) => {
      const count = await endEverything({ side, personId: id }, transaction);
      const by = { side, personId: id, actor };
      await this.audit.record(personEvent('sessions.ended', by, { after: { count } }), transaction);
      return count;
    });
  }
}

/** Null without a link. */
interface FirstLink {
  email: string | null;
  expiresAt: Date | null;
  canSignIn: boolean | null;
}
