import { Inject, Injectable } from '@nestjs/common';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { AccessTokenJwt } from './access-token.jwt.js';
import { makeTokenId } from './token-id.js';

export interface AccessToken {
  jwt: string;
  /** Seconds. */
  lifetime: number;
}

/** Issues access tokens (RFC 9068). No token is stored: its signature proves that it was issued. */
@Injectable()
export class AccessTokens {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly accessTokenJwt: AccessTokenJwt,
  ) {}

  /**
   * Issues a token with a space-separated scope. The token is bound to the key with the thumbprint
   * `jkt`, or to no key if `jkt` is null.
   */
  issue(client: ClientSnapshot, scope: string, jkt: string | null): AccessToken {
    const { issuer, audience, accessTokenLifetime } = this.options;
    const lifetime = client.accessTokenLifetime ?? accessTokenLifetime;
    const nowMs = Date.now();
    const now = Math.floor(nowMs / 1000);
    const jwt = this.accessTokenJwt.sign({
      iss: issuer,
      aud: audience,
      sub: client.subject,
      client_id: client.clientId,
      iat: now,
      exp: now + lifetime,
      jti: makeTokenId(nowMs),
      scope,
      cnf: jkt === null ? undefined : { jkt },
    });
    return { jwt, lifetime };
  }
}
