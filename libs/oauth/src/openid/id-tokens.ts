import { Inject, Injectable } from '@nestjs/common';
import { leftHalfHash } from '../jws/left-half-hash.js';
import { isSignedBy, readJws, signJws } from '../jws/jws.js';
import { KeyStore } from '../keys/key-store.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { SignedInPerson } from '../people/person-sessions.js';

/**
 * `typ` of an ID token. The API does not accept it as an access token, whose type is `at+jwt`
 * (RFC 8725 §3.11).
 */
const ID_TOKEN_TYPE = 'JWT';

/** Characters; an ID token has less than 2000. */
const MAX_LENGTH = 8192;

/** The content of a new ID token. */
export interface NewIdToken {
  clientId: string;
  person: SignedInPerson;
  nonce?: string;
  /** The access token that is issued with it. */
  accessToken: string;
  /** Seconds. */
  lifetime: number;
}

/** The claims of an ID token that a client has sent back (`id_token_hint`). */
export interface IdTokenHint {
  personId: string;
  clientId: string;
  sessionId: string;
}

/** Issues ID tokens (OpenID Connect Core §2), and recognizes those that clients send back. */
@Injectable()
export class IdTokens {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'issuer'>,
    private readonly keys: KeyStore,
  ) {}

  /** @throws OAuthError `temporarily_unavailable` while there is no key to sign with */
  issue({ clientId, person, nonce, accessToken, lifetime }: NewIdToken): string {
    const { kid, algorithm, privateKey } = this.keys.active;
    const now = Math.floor(Date.now() / 1000);
    const { personId, sessionId, authenticatedAt, amr, acr } = person;
    const claims = {
      iss: this.options.issuer,
      sub: personId,
      aud: clientId,
      exp: now + lifetime,
      iat: now,
      auth_time: Math.floor(authenticatedAt),
      nonce,
      acr,
      amr,
      sid: sessionId, // OpenID Connect Front-Channel Logout §3
      at_hash: leftHalfHash(accessToken, algorithm),
    };
    return signJws({ alg: algorithm, typ: ID_TOKEN_TYPE, kid }, claims, privateKey);
  }

  /**
   * Reads an ID token of this server that a client sends back; any client if none is given. It may
   * have expired: it says for whom the client asks, and proves no identity (OpenID Connect Core
   * §3.1.2.1, RP-Initiated Logout §2).
   *
   * @throws OAuthError `invalid_request`
   */
  async readHint(text: string, clientId?: string): Promise<IdTokenHint> {
    const hint = await this.#read(text);
    if (hint && (clientId === undefined || hint.clientId === clientId)) return hint;
    const description = 'id_token_hint must be an ID token that this server issued to the client';
    throw new OAuthError('invalid_request', description);
  }

  async #read(text: string): Promise<IdTokenHint | null> {
    await this.keys.upToDate();
    const jws = text.length <= MAX_LENGTH ? readJws(text) : null;
    if (!jws) return null;
    const { typ, alg, kid, ...others } = jws.header;
    const key = typeof kid === 'string' ? this.keys.find(kid) : null;
    const isOurs = typ === ID_TOKEN_TYPE && Object.keys(others).length === 0;
    if (!key || !isOurs || alg !== key.algorithm || !isSignedBy(jws, key)) return null;
    const { iss, sub, aud, sid } = jws.claims;
    const hasTexts = [sub, aud, sid].every((claim) => typeof claim === 'string');
    if (iss !== this.options.issuer || !hasTexts) return null;
    return { personId: sub as string, clientId: aud as string, sessionId: sid as string };
  }
}
