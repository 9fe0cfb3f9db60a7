import { Inject, Injectable } from '@nestjs/common';
import { readJws } from '../jws/jws.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { type AccessTokenClaims, ACCESS_TOKEN_TYPE } from './access-token.claims.js';
import { JwtSigner, type Signing } from './jwt-signer.js';
import { verifiedClaims } from './verified-claims.js';

/** Signs claims with the application's own key, and reads what was signed so. */
@Injectable()
export class AccessTokenJwt {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: KeyStore,
    private readonly signer: JwtSigner,
  ) {}

  sign(claims: Omit<AccessTokenClaims, 'iss' | 'aud'>): string {
    const { issuer, audience } = this.options;
    const { kid, algorithm, privateKey } = this.keys.active;
    const header = { alg: algorithm, typ: ACCESS_TOKEN_TYPE, kid };
    const signing: Signing = { header, privateKey };
    return this.signer.sign({ iss: issuer, aud: audience, ...claims }, signing);
  }

  /** Null for what is no token of this application, or not any more: whoever asks is told no more. */
  async verify(token: string): Promise<AccessTokenClaims | null> {
    const { issuer, audience } = this.options;
    await this.keys.upToDate();
    const jws = readJws(token);
    const kid = jws?.header.kid;
    if (typeof kid === 'string' && !this.keys.find(kid)) await this.keys.lookAgain();
    const claims = verifiedClaims(jws, (id) => this.keys.find(id));
    return claims?.iss === issuer && claims.aud === audience ? claims : null;
  }
}
