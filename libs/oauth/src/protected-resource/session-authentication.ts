import { Inject, Injectable, Optional } from '@nestjs/common';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { PersonCache } from '../people/person-cache.js';
import { PersonSessions } from '../people/person-sessions.js';
import { isSameOrigin } from '../people/same-origin.js';
import { INACTIVE_REASONS } from '../revocation/inactive-reason.js';
import { type ApiRequest, BY_SESSION, type Accepted } from './http.js';
import { JwtStrategy } from './jwt.strategy.js';

/** Methods that change nothing (RFC 9110 §9.2.1). */
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The caller of a request with a session, in the form of the claims of a token. */
export type SessionClaims = AccessTokenClaims & Pick<Accepted, typeof BY_SESSION>;

/**
 * Accepts the session of a person who has signed in instead of an access token, for pages of this
 * origin. The scopes are those of the person's roles at the time of the request.
 *
 * A browser sends cookies with requests that pages of other sites start, so the origin is checked
 * too: SameSite alone does not protect from other hosts of the same site.
 */
@Injectable()
export class SessionAuthentication {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    @Optional() @Inject(PersonSessions) private readonly sessions: PersonSessions | null,
    private readonly people: PersonCache,
    private readonly strategy: JwtStrategy,
  ) {}

  /**
   * Finds the person of a request with a cookie; null for a cookie of no session.
   *
   * @throws AccessTokenError `several_credentials`, `cross_origin_request`, `person_inactive`
   */
  async find({ headers, method }: ApiRequest): Promise<SessionClaims | null> {
    const session = await this.sessions?.find(headers);
    if (!session) return null;
    if (headers.authorization !== undefined) {
      throw this.#denied(
        'several_credentials',
        'send a session cookie or an access token, not both',
      );
    }
    if (!this.#isOwnPage(headers, method)) {
      const description = 'a session is accepted only from pages of this server';
      throw this.#denied('cross_origin_request', description);
    }
    const { personId, sessionId, acr, amr } = session;
    const authenticatedAt = Math.floor(session.authenticatedAt);
    const person = await this.people.find(personId);
    if (!person?.isActive) {
      const reason = person ? 'person_disabled' : 'person_gone';
      throw this.#denied('person_inactive', INACTIVE_REASONS[reason].description);
    }
    const { issuer: iss, audience: aud } = this.options;
    return {
      iss,
      aud,
      sub: personId,
      // No client has this id, which is a UUID for every client.
      client_id: `person ${personId}`,
      iat: authenticatedAt,
      exp: authenticatedAt,
      jti: sessionId,
      scope: person.scopes.join(' '),
      auth_time: authenticatedAt,
      acr,
      amr,
      [BY_SESSION]: true,
    };
  }

  /** True for a request from a page of this server; a person may also open the URL of a resource. */
  #isOwnPage(headers: ApiRequest['headers'], method: string): boolean {
    if (!SAFE.has(method)) return isSameOrigin(headers, this.options.issuer);
    const site = headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }

  #denied(code: 'several_credentials' | 'cross_origin_request' | 'person_inactive', text: string) {
    return this.strategy.accessTokenError(code, text, {});
  }
}
