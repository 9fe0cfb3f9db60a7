import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { KeyStore, SIGNING_ALGORITHM } from '../keys/key-store.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

/** `typ` of an access token (RFC 9068 §2.1), so that no other JWT passes for one. */
export const ACCESS_TOKEN_TYPE = 'at+jwt';

/** The claims of an access token (RFC 9068 §2.2); times in Unix seconds. */
export interface AccessTokenClaims {
  iss: string;
  aud: string;
  sub: string;
  client_id: string;
  iat: number;
  exp: number;
  jti: string;
  /** Space-separated (RFC 9068 §2.2.3). */
  scope: string;
}

/** Signs the claims with the application's own key. */
@Injectable()
export class AccessTokenJwt {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: KeyStore,
    private readonly jwt: JwtService,
  ) {}

  sign(claims: Omit<AccessTokenClaims, 'iss' | 'aud'>): string {
    const { issuer, audience } = this.options;
    const { kid, privateKey } = this.keys.active;
    return this.jwt.sign(
      { iss: issuer, aud: audience, ...claims },
      {
        // @nestjs/jwt types a private key as text; jsonwebtoken takes a KeyObject,
        // which spares it from parsing the same PEM for every token.
        privateKey: privateKey as unknown as string,
        algorithm: SIGNING_ALGORITHM,
        header: { alg: SIGNING_ALGORITHM, typ: ACCESS_TOKEN_TYPE, kid },
      },
    );
  }
}
