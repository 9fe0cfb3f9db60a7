import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '#audit';
import { isClientId, type ClientSnapshot } from '../clients/client-snapshot.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { AccessTokenJwt } from '../access-tokens/access-token.jwt.js';
import { RevokedTokens } from './revoked-tokens.js';
import { TokenRevocations } from './token-revocations.js';

/** Seconds; a database that is restarting is back by then. */
const RETRY_AFTER = '5';

/** Tokens in the hands of the client to which they were issued (RFC 7009). */
@Injectable()
export class ClientTokenRevocation {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly accessTokenJwt: AccessTokenJwt,
    private readonly revocations: TokenRevocations,
    private readonly revokedTokens: RevokedTokens,
  ) {}

  /**
   * From its return on the token opens nothing here, and elsewhere within
   * moments. What is no token of ours, or has expired, is as good as revoked (§2.2).
   *
   * One of another client is refused (§2.1), with the word that RFC 6749 §5.2
   * has for a grant "issued to another client": a yes would tell whoever has
   * found a leaked token that it is harmless now, while it lives on.
   *
   * @throws OAuthError `invalid_grant`, `temporarily_unavailable`
   */
  async revoke(token: string, { clientId }: ClientSnapshot, actor: Actor): Promise<void> {
    const claims = await this.accessTokenJwt.verify(token);
    if (!claims || !isClientId(claims.jti)) return;
    if (claims.client_id !== clientId) {
      throw new OAuthError('invalid_grant', 'the token was issued to another client');
    }
    const { jti, exp: expiresAt } = claims;
    const { side } = this.options;
    try {
      await this.revocations.revoke({ side, jti, clientId, expiresAt }, actor);
    } catch (error) {
      // Never a yes (CVE-2020-15223): §2.2.1 has 503 for "assume that the token still exists".
      throw new OAuthError('temporarily_unavailable', 'the token is not revoked: try again', {
        cause: `not revoked: ${(error as Error).message}`,
        headers: { 'Retry-After': RETRY_AFTER },
      });
    }
    this.revokedTokens.add(jti, expiresAt);
  }
}
