import { Injectable } from '@nestjs/common';
import { AuthorizationCodes } from '../authorization/authorization-codes.js';
import type { StoredCode } from '../authorization/authorization-codes.repository.js';
import { CodeReplays } from '../authorization/code-replays.js';
import { ClientLimits } from '../limits/client-limits.js';
import { OAuthError } from '../oauth.error.js';
import { RefreshTokens } from '../refresh-tokens/refresh-tokens.js';
import type { Grant, TokenRequest } from './grant.js';
import { PersonTokens } from './person-tokens.js';
import type { TokenResponse } from './token-response.js';

/** The authorization code grant (RFC 6749 §4.1.3, with PKCE by RFC 7636). */
@Injectable()
export class AuthorizationCodeGrant implements Grant {
  readonly type = 'authorization_code';

  constructor(
    private readonly codes: AuthorizationCodes,
    private readonly replays: CodeReplays,
    private readonly tokens: PersonTokens,
    private readonly refreshTokens: RefreshTokens,
    private readonly limits: ClientLimits,
  ) {}

  async issue(request: TokenRequest): Promise<TokenResponse> {
    const { parameters, client, jkt } = request;
    const code = parameters.require('code');
    const exchange = {
      clientId: client.clientId,
      redirectUri: parameters.get('redirect_uri'),
      codeVerifier: parameters.require('code_verifier'),
      jkt,
    };
    return this.limits.inTurn(client.clientId, async () => {
      const stored = await this.codes.find(code, exchange);
      if (stored.isUsed) throw await this.#replayed(code, request);
      if (stored.isExpired) throw expiredOrUsed();
      return this.#exchange(code, stored, request);
    });
  }

  /**
   * The access token is made before the code is used up, so that a replay always finds what to
   * revoke. The token of a request that comes second is never sent.
   */
  async #exchange(code: string, stored: StoredCode, request: TokenRequest): Promise<TokenResponse> {
    const { client, jkt } = request;
    const grant = await this.tokens.grantOf(stored, client, jkt);
    const { accessToken, response } = await this.tokens.issue(grant, stored.nonce);
    if (!(await this.codes.use(code, accessToken))) throw await this.#replayed(code, request);
    if (!client.grantTypes.includes('refresh_token')) return response;
    const { token, familyId } = await this.refreshTokens.issue(client, grant, accessToken);
    if (await this.codes.addFamily(code, familyId)) return { ...response, refresh_token: token };
    await this.replays.revokeFamily(familyId, request);
    throw expiredOrUsed();
  }

  /** RFC 6749 §4.1.2: a code that is used twice may be stolen, so its tokens are revoked. */
  async #replayed(code: string, request: TokenRequest): Promise<OAuthError> {
    await this.replays.revoke(code, request);
    return expiredOrUsed();
  }
}

function expiredOrUsed(): OAuthError {
  return new OAuthError('invalid_grant', 'the code has expired or was used before');
}
