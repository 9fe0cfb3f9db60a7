import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { readJws, signJws } from '../jws/jws.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { type AccessTokenClaims, ACCESS_TOKEN_TYPE } from './access-token.claims.js';
import { verifiedClaims } from './verified-claims.js';

/** Signs claims with the application's own key, and reads what was signed so. */
@Injectable()
export class AccessTokenJwt {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: KeyStore,
    private readonly jwt: JwtService,
  ) {}

  sign(claims: Omit<AccessTokenClaims, 'iss' | 'aud'>): string {
    const { issuer, audience } = this.options;
    const { kid, algorithm, privateKey } = this.keys.active;
    const header = { alg: algorithm, typ: ACCESS_TOKEN_TYPE, kid };
    const all = { iss: issuer, aud: audience, ...claims };
    // jsonwebtoken, below @nestjs/jwt, does not know it.
    if (header.alg === 'EdDSA') return signJws({ ...header, alg: header.alg }, all, privateKey);
    // @nestjs/jwt types a private key as text; jsonwebtoken takes a KeyObject,
    // which spares it from parsing the same PEM for every token.
    const key = privateKey as unknown as string;
    return this.jwt.sign(all, { privateKey: key, algorithm: header.alg, header });
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
