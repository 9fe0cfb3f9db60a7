import { Injectable } from '@nestjs/common';
import { type AccessToken, AccessTokens, type TokenGrant } from '../access-tokens/access-tokens.js';
import type { StoredCode } from '../authorization/authorization-codes.repository.js';
import { ConsentsRepository } from '../authorization/consents.repository.js';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAuthError } from '../oauth.error.js';
import { IdTokens } from '../openid/id-tokens.js';
import { heldScope } from '../people/held-scope.js';
import { PersonCache } from '../people/person-cache.js';
import { revocationTimeOf } from '../people/person-snapshot.js';
import { PersonSessions, type SignedInPerson } from '../people/person-sessions.js';
import { type TokenResponse, tokenResponse } from './token-response.js';

/** The rights that a client gets for a person. */
export type PersonGrant = TokenGrant & { person: SignedInPerson };

interface IssuedTokens {
  accessToken: AccessToken;
  response: TokenResponse;
}

/** Issues the access token and the ID token of a person to a client. */
@Injectable()
export class PersonTokens {
  constructor(
    private readonly people: PersonCache,
    private readonly sessions: PersonSessions,
    private readonly consents: ConsentsRepository,
    private readonly accessTokens: AccessTokens,
    private readonly idTokens: IdTokens,
  ) {}

  /**
   * Returns what a client may get now: the requested scope within its own and within the roles of
   * the person, both of which may have changed since the request. A code that was issued while its
   * session or its consent ended gives nothing, although the end did not find the code.
   *
   * @throws OAuthError `invalid_grant` for a person who is gone or disabled, for a session or a consent
   *   that has ended, and for a code that is older than a revocation of all tokens of the person or
   *   the client; `invalid_scope` when nothing of the scope is left
   */
  async grantOf(
    { person, scope, issuedAt }: Pick<StoredCode, 'person' | 'scope' | 'issuedAt'>,
    client: ClientSnapshot,
    jkt: string | null,
  ): Promise<PersonGrant> {
    const { personId } = person;
    // A code is used once, so a new read: a cached person, and a read that runs already, may be older
    // than a change of some milliseconds ago.
    const current = await this.people.reload(personId);
    if (!current?.isActive) {
      throw new OAuthError('invalid_grant', 'the person no longer exists or is disabled');
    }
    if (issuedAt <= revocationTimeOf(client, current)) {
      throw new OAuthError('invalid_grant', 'all tokens were revoked after the code was issued');
    }
    const held = heldScope(scope, client, current);
    if (held.length === 0) {
      const description = 'the roles of the person leave no scope to this client';
      throw new OAuthError('invalid_scope', description);
    }
    if (!(await this.sessions.isLive(person))) {
      throw new OAuthError('invalid_grant', 'the session of the person has ended');
    }
    const permitted = await this.consents.permitted(client, personId, held);
    if (permitted.length > 0) return { client, person, scope: permitted, jkt };
    throw new OAuthError('invalid_grant', 'the person has withdrawn the consent');
  }

  /** Issues an access token, and an ID token for the scope `openid`. */
  async issue(grant: PersonGrant, nonce?: string): Promise<IssuedTokens> {
    const { client, person } = grant;
    const accessToken = await this.accessTokens.issue(grant);
    const response = tokenResponse(accessToken, grant);
    if (!grant.scope.includes('openid')) return { accessToken, response };
    const { jwt, lifetime } = accessToken;
    const { clientId } = client;
    const idToken = this.idTokens.issue({ clientId, person, nonce, accessToken: jwt, lifetime });
    return { accessToken, response: { ...response, id_token: idToken } };
  }
}
