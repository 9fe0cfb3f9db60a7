import { Injectable } from '@nestjs/common';
import { clientActor } from '../clients/client-actor.js';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { ClientLimits } from '../limits/client-limits.js';
import { OAuthError } from '../oauth.error.js';
import { heldScope } from '../people/held-scope.js';
import { type AcceptedRefreshToken, RefreshTokens } from '../refresh-tokens/refresh-tokens.js';
import { readScope, type Scope } from '../scope.js';
import type { Grant, TokenRequest } from './grant.js';
import { PersonTokens } from './person-tokens.js';
import type { TokenResponse } from './token-response.js';

/** The refresh token grant (RFC 6749 §6), for people who have signed in. */
@Injectable()
export class RefreshTokenGrant implements Grant {
  readonly type = 'refresh_token';

  constructor(
    private readonly tokens: PersonTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly limits: ClientLimits,
  ) {}

  async issue(request: TokenRequest): Promise<TokenResponse> {
    const { parameters, client } = request;
    const text = parameters.require('refresh_token');
    return this.limits.inTurn(client.clientId, async () => this.#refresh(text, request));
  }

  async #refresh(
    text: string,
    { parameters, client, jkt, context }: TokenRequest,
  ): Promise<TokenResponse> {
    const actor = clientActor(client, context);
    const accepted = await this.refreshTokens.accept(text, { client, jkt, actor });
    const scope = scopeOf(parameters.get('scope'), accepted, client);
    const { person } = accepted.family;
    // The ID token is about the same sign-in, and has no nonce (OpenID Connect Core §12.2).
    const { accessToken, response } = await this.tokens.issue({ client, person, scope, jkt });
    const refreshToken = await this.refreshTokens.replace(accepted, accessToken);
    return { ...response, refresh_token: refreshToken };
  }
}

/**
 * Returns the scope of the next access token: the requested one, or all of the authorization
 * (RFC 6749 §6), without what the client and the person have lost since.
 *
 * @throws OAuthError `invalid_scope` for more than the authorization has, and when nothing is left
 */
function scopeOf(
  requested: string | undefined,
  { family, person }: AcceptedRefreshToken,
  client: ClientSnapshot,
): Scope {
  const scope = requested === undefined ? family.scope : readScope(requested);
  if (!scope.every((token) => family.scope.includes(token))) {
    throw new OAuthError('invalid_scope', 'the refresh token does not have this scope');
  }
  const held = heldScope(scope, client, person);
  if (held.length > 0) return held;
  throw new OAuthError('invalid_scope', 'the roles of the person leave no scope to this client');
}
