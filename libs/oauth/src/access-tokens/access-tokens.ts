import { Inject, Injectable } from '@nestjs/common';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { SignedInPerson } from '../people/person-sessions.js';
import type { ExtraClaims } from '../host-hooks.js';
import type { Scope } from '../scope.js';
import { HostListeners } from '../usage/host-listeners.js';
import type { AccessTokenClaims } from './access-token.claims.js';
import { HostClaims } from './host-claims.js';
import { AccessTokenJwt } from './access-token.jwt.js';
import { makeTokenId } from './token-id.js';
import type { Visitor } from './visitor.js';

export interface AccessToken {
  jwt: string;
  /** Seconds. */
  lifetime: number;
  /** `jti` of the token. */
  id: string;
  /** Unix seconds. */
  expiresAt: number;
}

/** The content of a new token. */
export interface TokenGrant {
  client: ClientSnapshot;
  /** The person who has signed in; absent for a token of the client. */
  person?: SignedInPerson;
  /** Somebody who has not signed in. */
  visitor?: Visitor;
  scope: Scope;
  /** Thumbprint of the key that the token is bound to; null for a bearer token. */
  jkt: string | null;
  /** Seconds that the token is valid at most; absent for the lifetime of the client. */
  maxLifetime?: number;
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
   * Issues a token, at once unless the host adds claims that take time. The caller has checked that
   * the client and the person hold the scope.
   */
  issue(grant: TokenGrant): AccessToken | Promise<AccessToken> {
    const { client, scope, jkt } = grant;
    const holder = { clientId: client.clientId, subject: subjectOf(grant) };
    const extra = this.extraClaims.of(holder, { scope, isBound: jkt !== null });
    if (!(extra instanceof Promise)) return this.#issue(grant, extra);
    return extra.then((claims) => this.#issue(grant, claims));
  }

  #issue(grant: TokenGrant, extra?: ExtraClaims): AccessToken {
    const { client, person, visitor, scope, jkt, maxLifetime = visitor?.maxLifetime } = grant;
    const { issuer, audience, accessTokenLifetime } = this.options;
    const ofClient = client.accessTokenLifetime ?? accessTokenLifetime;
    const lifetime = maxLifetime === undefined ? ofClient : Math.min(ofClient, maxLifetime);
    const nowMs = Date.now();
    const now = Math.floor(nowMs / 1000);
    const claims: AccessTokenClaims = {
      iss: issuer,
      aud: audience,
      sub: subjectOf(grant),
      client_id: client.clientId,
      iat: now,
      exp: now + lifetime,
      jti: makeTokenId(nowMs),
      scope: scope.join(' '),
      cnf: jkt === null ? undefined : { jkt },
    };
    if (person) addAuthentication(claims, person);
    const jwt = this.accessTokenJwt.sign(extra ? { ...extra, ...claims } : claims);
    const { clientId } = client;
    const { sub: subject, jti: tokenId, exp: expiresAt } = claims;
    this.listeners.tokenIssued({ clientId, subject, scope, tokenId, expiresAt });
    return { jwt, lifetime, id: tokenId, expiresAt };
  }
}

/** Returns `sub` of the token (RFC 9068 §2.2). */
function subjectOf({ client, person, visitor }: TokenGrant): string {
  return person?.personId ?? visitor?.id ?? client.subject;
}

/** Adds the claims about the person's authentication (RFC 9068 §2.2.1). */
function addAuthentication(claims: AccessTokenClaims, person: SignedInPerson): void {
  const { authenticatedAt, acr, amr } = person;
  Object.assign(claims, { auth_time: Math.floor(authenticatedAt), acr, amr });
}
