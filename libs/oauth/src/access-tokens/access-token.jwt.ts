import type { KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwsSigner, readJws } from '../jws/jws.js';
import { type ActiveKey, KeyStore } from '../keys/key-store.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { type AccessTokenClaims, ACCESS_TOKEN_TYPE } from './access-token.claims.js';
import { JwtSigner } from './jwt-signer.js';
import { verifiedClaims } from './verified-claims.js';

/** Signs access tokens with the active key of the application, and verifies them. */
@Injectable()
export class AccessTokenJwt {
  readonly #signers = new WeakMap<KeyObject, JwsSigner>();

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: KeyStore,
    private readonly signer: JwtSigner,
  ) {}

  sign(claims: AccessTokenClaims): string {
    const { active } = this.keys;
    const signer = this.#signers.get(active.privateKey) ?? this.#signerOf(active);
    return this.signer.sign(claims, signer);
  }

  /**
   * Returns the claims of a valid token of this application, or null for any other text. Callers do
   * not learn why a token is invalid.
   */
  async verify(token: string): Promise<AccessTokenClaims | null> {
    const { issuer, audience } = this.options;
    await this.keys.upToDate();
    const jws = readJws(token);
    const kid = jws?.header.kid;
    if (typeof kid === 'string' && !this.keys.find(kid)) await this.keys.lookAgain();
    const claims = verifiedClaims(jws, (id) => this.keys.find(id));
    return claims?.iss === issuer && claims.aud === audience ? claims : null;
  }

  #signerOf({ kid, algorithm, privateKey }: ActiveKey): JwsSigner {
    const signer = new JwsSigner({ alg: algorithm, typ: ACCESS_TOKEN_TYPE, kid }, privateKey);
    this.#signers.set(privateKey, signer);
    return signer;
  }
}
