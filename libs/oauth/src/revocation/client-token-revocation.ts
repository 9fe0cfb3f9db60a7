import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Actor } from '#audit';
import { isClientId, type ClientSnapshot } from '../clients/client-snapshot.js';
import { OAuthError, RETRY_AFTER } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { AccessTokenJwt } from '../access-tokens/access-token.jwt.js';
import { RefreshTokenRevocation } from '../refresh-tokens/refresh-token-revocation.js';
import { RefreshTokens } from '../refresh-tokens/refresh-tokens.js';
import { RevokedTokens } from './revoked-tokens.js';
import { TokenRevocations } from './token-revocations.js';

/** Revokes tokens for the clients to which they were issued (RFC 7009). */
@Injectable()
export class ClientTokenRevocation {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly accessTokenJwt: AccessTokenJwt,
    private readonly revocations: TokenRevocations,
    private readonly revokedTokens: RevokedTokens,
    // A host without people has no refresh tokens.
    @Optional()
    @Inject(RefreshTokens)
    private readonly refreshTokens: RefreshTokens | null,
    @Optional()
    @Inject(RefreshTokenRevocation)
    private readonly families: RefreshTokenRevocation | null,
  ) {}

  /**
   * Revokes an access token, or a refresh token with its family and their access tokens (§2.1). When
   * this resolves, this process rejects the token; other processes follow within moments. An expired
   * token, or a text that is not a token of this server, counts as revoked (§2.2).
   *
   * A token of another client is rejected (§2.1) with the code of RFC 6749 §5.2 for a grant "issued
   * to another client". A success would suggest to the finder of a leaked token that it is
   * harmless, although it still works.
   *
   * @throws OAuthError `invalid_grant`, `temporarily_unavailable`
   */
  async revoke(token: string, { clientId }: ClientSnapshot, actor: Actor): Promise<void> {
    const claims = await this.accessTokenJwt.verify(token);
    if (!claims) return this.#revokeFamily(token, clientId, actor);
    if (!isClientId(claims.jti)) return;
    requireOwn(claims.client_id, clientId);
    const { jti, exp: expiresAt } = claims;
    const { side } = this.options;
    await orUnavailable(this.revocations.revoke({ side, jti, clientId, expiresAt }, actor));
    this.revokedTokens.add(jti, expiresAt);
  }

  /** Revokes the family of a refresh token, also of one that was replaced. */
  async #revokeFamily(token: string, clientId: string, actor: Actor): Promise<void> {
    if (!this.refreshTokens || !this.families) return;
    const family = await orUnavailable(this.refreshTokens.find(token));
    if (!family) return;
    requireOwn(family.clientId, clientId);
    await orUnavailable(this.families.revokeFamily(family.id, actor));
  }
}

/** @throws OAuthError `invalid_grant` */
function requireOwn(clientId: string, caller: string): void {
  if (clientId === caller) return;
  throw new OAuthError('invalid_grant', 'the token was issued to another client');
}

/**
 * Never report success after a failure (CVE-2020-15223). §2.2.1: with 503 the client must assume that
 * the token still exists.
 */
async function orUnavailable<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: Error) => {
    throw new OAuthError('temporarily_unavailable', 'the token is not revoked: try again', {
      cause: `not revoked: ${error.message}`,
      headers: { 'Retry-After': RETRY_AFTER },
    });
  });
}
