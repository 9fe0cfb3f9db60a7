import { Inject, Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { inSpan } from '#telemetry';
import { readJws } from '../jws/jws.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { type AccessTokenClaims, ACCESS_TOKEN_TYPE } from './access-token.claims.js';
import type { SigningOptions } from './jwt-signer.js';
import { verifiedClaims } from './verified-claims.js';

/** Signs access tokens with the active key of the application, and verifies them. */
@Injectable()
export class AccessTokenJwt {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly keys: KeyStore,
    private readonly jwt: JwtService,
  ) {}

  sign(claims: AccessTokenClaims): string {
    const { kid, algorithm, privateKey } = this.keys.active;
    const options: SigningOptions = {
      algorithm,
      privateKey,
      header: { typ: ACCESS_TOKEN_TYPE, kid },
    };
    const attributes = { 'latchkey.signing_key': kid, 'latchkey.signing_algorithm': algorithm };
    return inSpan({ name: 'sign', attributes }, () => this.jwt.sign(claims, options as object));
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
}
