import { Inject, Injectable } from '@nestjs/common';
import {
  PersonSessions,
  type RequestHeaders,
  type SignedInPerson,
  type SignInRequest,
} from '#oauth';
import { Paths } from '../pages/paths.js';
import { randomToken, tokenHash } from '../secrets/random-token.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';
import { Cookies } from './cookies.js';
import type { Authentication, Session } from './session.js';
import { SessionCache } from './session-cache.js';
import { SessionsRepository } from './sessions.repository.js';

/** Seconds between two records of the use of a session. */
const SEEN_INTERVAL = 60;

/** Characters of the header User-Agent that a session keeps. */
const MAX_USER_AGENT = 200;

/** The request in which a person has proved their identity. */
export interface Visitor {
  headers: RequestHeaders;
  address: string;
}

/** The sessions of the people of this side. */
@Injectable()
export class Sessions extends PersonSessions {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: SignInSettings,
    private readonly repository: SessionsRepository,
    private readonly cache: SessionCache,
    private readonly cookies: Cookies,
    private readonly paths: Paths,
  ) {
    super();
  }

  override async find(headers: RequestHeaders): Promise<SignedInPerson | null> {
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

  override signInPath({ returnTo, loginHint }: SignInRequest): string {
    const query = new URLSearchParams({ return_to: this.paths.local(returnTo) });
    if (loginHint !== undefined) query.set('login_hint', loginHint);
    return this.paths.link(`/sign-in?${query.toString()}`);
  }

  /**
   * Starts a session, and returns the header Set-Cookie. The browser gets a new secret each time. If
   * the same person is signed in already, the session continues under the new secret; the session of
   * another person ends. Returns null when the person may no longer sign in.
   */
  async start(authentication: Authentication, visitor: Visitor): Promise<string | null> {
    const token = randomToken();
    const session = {
      ...authentication,
      idHash: tokenHash(token)!,
      userAgent: userAgentOf(visitor.headers),
      address: visitor.address,
    };
    const continued = await this.#continue(session, visitor.headers);
    const started = continued ?? (await this.repository.insert(session));
    return started && this.cookies.set(token);
  }

  override async end(sessionId: string): Promise<string> {
    await this.repository.delete(sessionId);
    this.cache.remove(sessionId);
    return this.cookies.remove();
  }

  async #continue(
    session: Parameters<SessionsRepository['renew']>[1],
    headers: RequestHeaders,
  ): Promise<Session | null> {
    const earlier = tokenHash(this.cookies.read(headers));
    const current = earlier && (await this.repository.find(earlier));
    if (!current) return null;
    this.cache.remove(current.id);
    if (current.personId === session.personId) return this.repository.renew(earlier, session);
    await this.repository.delete(current.id);
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

/** Cuts the header, and replaces what PostgreSQL cannot store. */
function userAgentOf({ 'user-agent': userAgent }: RequestHeaders): string {
  const text = typeof userAgent === 'string' ? userAgent : '';
  return text.slice(0, MAX_USER_AGENT).replaceAll(/[^\x20-\x7e]/g, '?');
}
