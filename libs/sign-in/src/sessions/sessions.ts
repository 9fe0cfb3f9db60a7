import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#audit';
import type { Transaction } from '#database';
import { PersonSessions, type RequestHeaders } from '#oauth';
import { PeopleAudit } from '../audit/people-audit.js';
import { Paths, signInPath } from '../pages/paths.js';
import type { Visit } from '../pages/visit.js';
import { PeopleRepository } from '../people/people.repository.js';
import { randomToken, tokenHash } from '../secrets/random-token.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { Cookies } from './cookies.js';
import type { Authentication, Session } from './session.js';
import { SessionCache } from './session-cache.js';
import type { NewSession } from './session-row.js';
import { SessionsRepository } from './sessions.repository.js';
import { userAgentOf } from './user-agent.js';

/** Seconds between two records of the use of a session. */
const SEEN_INTERVAL = 60;

/** Returns true while the facts that were proved still hold. */
export type SessionCheck = (transaction: Transaction) => Promise<boolean>;

/** The sessions of the people of this side. */
@Injectable()
export class Sessions extends PersonSessions {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly repository: SessionsRepository,
    private readonly people: PeopleRepository,
    private readonly cache: SessionCache,
    private readonly cookies: Cookies,
    private readonly paths: Paths,
    private readonly audit: PeopleAudit,
  ) {
    super();
  }

  override async find(headers: RequestHeaders): ReturnType<PersonSessions['find']> {
    const session = await this.session(headers);
    if (!session) return null;
    const { id: sessionId, personId, authenticatedAt, amr, acr } = session;
    return { sessionId, personId, authenticatedAt, amr, acr };
  }

  /** Finds the session of a request with all its data, or null. Counts as use of the session. */
  async session(headers: RequestHeaders): Promise<Session | null> {
    const idHash = tokenHash(this.cookies.read(headers));
    if (!idHash) return null;
    const cached = this.cache.find(idHash);
    // Another process may have recorded a later use, so only the database ends an idle session.
    const session = cached && this.#isUsable(cached) ? cached : await this.cache.load(idHash);
    if (!session) return null;
    const now = unixTime();
    if (now - session.lastSeenAt >= SEEN_INTERVAL) {
      session.lastSeenAt = now; // before the statement, so that parallel requests write once
      await this.repository.touch(idHash);
    }
    return session;
  }

  override async isLive({
    personId,
    sessionId,
  }: Parameters<PersonSessions['isLive']>[0]): Promise<boolean> {
    return this.repository.isLive(sessionId, personId);
  }

  override signInPath({ returnTo, loginHint }: Parameters<PersonSessions['signInPath']>[0]) {
    const others = loginHint === undefined ? undefined : { login_hint: loginHint };
    return this.paths.link(signInPath(this.paths.local(returnTo), others));
  }

  /**
   * Starts a session, and returns the header Set-Cookie. The browser gets a new secret each time. If
   * the same person is signed in already, the session continues under the new secret; the session of
   * another person ends. Returns null when the person may no longer sign in, or `isValid` returns
   * false in the transaction that starts the session.
   */
  async start(
    authentication: Authentication,
    visit: Visit,
    isValid: SessionCheck = async () => true,
  ): Promise<string | null> {
    const token = randomToken();
    const session: NewSession = {
      ...authentication,
      idHash: tokenHash(token)!,
      userAgent: userAgentOf(visit.headers),
      address: visit.address,
    };
    const started = await this.repository.within(async (transaction) => {
      const { personId, amr, acr, providerId } = authentication;
      if (!(await this.people.hold(personId, transaction))) return false;
      if (!(await this.repository.holdProvider(providerId, transaction))) return false;
      if (!(await isValid(transaction))) return false;
      const continued = await this.#continue(session, visit, transaction);
      const { id } = continued ?? (await this.#insert(session, visit, transaction));
      const act = { action: 'person.signed_in', personId, after: { session: id, amr, acr } };
      await this.audit.record(act, visit, transaction);
      return true;
    });
    return started ? this.cookies.set(token) : null;
  }

  override async end(sessionId: string, actor: Actor): Promise<string> {
    await this.repository.within(async (transaction) => {
      const personId = await this.repository.delete(sessionId, transaction);
      if (personId === null) return;
      const act = { action: 'session.ended', personId, after: { session: sessionId } };
      await this.audit.recordFor(actor, act, transaction);
    });
    this.cache.remove(sessionId);
    return this.cookies.remove();
  }

  /** Lists the sessions of a person that have not ended. */
  async listOf(personId: string): Promise<Session[]> {
    return this.repository.listOf(personId);
  }

  /**
   * Ends one session of the person, their own or another one. Returns the Set-Cookie header for their
   * own.
   */
  async endOne(id: string, current: Session, visit: Visit): Promise<string | null> {
    const { personId } = current;
    await this.repository.within(async (transaction) => {
      const ended = await this.repository.delete(id, transaction, personId);
      if (ended === null) return;
      const action = id === current.id ? 'person.signed_out' : 'session.ended';
      const act = { action, personId, after: { session: id } };
      await this.audit.record(act, visit, transaction);
    });
    this.cache.remove(id);
    return id === current.id ? this.cookies.remove() : null;
  }

  /** Ends the sessions of the person except the current one. */
  async endOthers(current: Session, visit: Visit): Promise<void> {
    await this.repository.within(async (transaction) =>
      this.endOthersWithin(current, visit, transaction),
    );
  }

  /** Ends the sessions of the person except the current one, in a transaction of the caller. */
  async endOthersWithin(current: Session, visit: Visit, transaction: Transaction): Promise<void> {
    const { id, personId } = current;
    const count = await this.repository.deleteOf(personId, transaction, id);
    await this.#recordEnds({ personId, count }, visit, transaction);
  }

  /** Stores a session. Of a person with too many, the one that was used longest ago ends. */
  async #insert(session: NewSession, visit: Visit, transaction: Transaction): Promise<Session> {
    const { personId } = session;
    const inserted = await this.repository.insert(session, transaction);
    const count = await this.repository.deleteOldest(personId, transaction);
    await this.#recordEnds({ personId, count }, visit, transaction);
    return inserted;
  }

  async #recordEnds(
    { personId, count }: { personId: string; count: number },
    visit: Visit,
    transaction: Transaction,
  ): Promise<void> {
    const act = { action: 'sessions.ended', personId, after: { count } };
    if (count > 0) await this.audit.record(act, visit, transaction);
  }

  async #continue(
    session: NewSession,
    { headers }: Visit,
    transaction: Transaction,
  ): Promise<Session | null> {
    const earlier = tokenHash(this.cookies.read(headers));
    const current = earlier && (await this.repository.find(earlier, transaction));
    if (!current) return null;
    this.cache.remove(current.id);
    if (current.personId === session.personId) {
      return this.repository.renew(earlier, session, transaction);
    }
    await this.repository.delete(current.id, transaction);
    return null;
  }

  #isUsable({ lastSeenAt, expiresAt }: Session): boolean {
    const now = unixTime();
    return now < expiresAt && now - lastSeenAt < this.settings.sessions.idleTimeout;
  }
}

function unixTime(): number {
  return Math.floor(Date.now() / 1000);
}
