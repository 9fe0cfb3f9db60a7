import { Inject, Injectable } from '@nestjs/common';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { ExtraClaims } from '../host-hooks.js';
import type { Scope } from '../scope.js';
import { HostListeners } from '../usage/host-listeners.js';
import type { AccessTokenClaims } from './access-token.claims.js';
import { HostClaims } from './host-claims.js';
import { AccessTokenJwt } from './access-token.jwt.js';
import { makeTokenId } from './token-id.js';

export interface AccessToken {
  jwt: string;
  /** Seconds. */
  lifetime: number;
}

interface Grantable {
  client: ClientSnapshot;
  scope: Scope;
  jkt: string | null;
  extra?: ExtraClaims;
}

/** Issues access tokens (RFC 9068). No token is stored: its signature proves that it was issued. */
@Injectable()
export class AccessTokens {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly accessTokenJwt: AccessTokenJwt,
    private readonly extraClaims: HostClaims,
    private readonly listeners: HostListeners,
  ) {}

  /**
   * Issues a token, at once unless the host adds claims that take time. The token is bound to the key with the thumbprint
   * `jkt`, or to no key if `jkt` is null.
   */
  issue(
    client: ClientSnapshot,
    scope: Scope,
    jkt: string | null,
  ): AccessToken | Promise<AccessToken> {
    const extra = this.extraClaims.of(client, { scope, isBound: jkt !== null });
    if (!(extra instanceof Promise)) return this.#issue({ client, scope, jkt, extra });
    return extra.then((claims) => this.#issue({ client, scope, jkt, extra: claims }));
  }

  #issue({ client, scope, jkt, extra }: Grantable): AccessToken {
    const { issuer, audience, accessTokenLifetime } = this.options;
    const lifetime = client.accessTokenLifetime ?? accessTokenLifetime;
    const nowMs = Date.now();
    const now = Math.floor(nowMs / 1000);
    const claims: AccessTokenClaims = {
      iss: issuer,
      aud: audience,
      sub: client.subject,
      client_id: client.clientId,
      iat: now,
      exp: now + lifetime,
      jti: makeTokenId(nowMs),
      scope: scope.join(' '),
      cnf: jkt === null ? undefined : { jkt },
    };
    const jwt = this.accessTokenJwt.sign(extra ? { ...extra, ...claims } : claims);
    const { clientId, subject } = client;
    const { jti: tokenId, exp: expiresAt } = claims;
    this.listeners.tokenIssued({ clientId, subject, scope: [...scope], tokenId, expiresAt });
    return { jwt, lifetime };
  }
}
