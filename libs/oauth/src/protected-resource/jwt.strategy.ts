import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import passport from 'passport';
import { Strategy } from 'passport-jwt';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { type ClaimsError, claimsError, headerError } from '../access-tokens/claims-error.js';
import { signingKeyOf, type TokenError } from '../access-tokens/token-header.js';
import { tokenError } from '../access-tokens/verified-claims.js';
import { VerifiedTokens } from '../access-tokens/verified-tokens.js';
import { type Jws, readJws } from '../jws/jws.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { protectedResource } from '../resource.js';
import {
  AccessTokenError,
  type AccessTokenErrorCode,
  type ChallengeOptions,
} from './access-token.error.js';
import { accessTokenOf, type Scheme, schemeOf } from './credentials.js';

type Request = Parameters<typeof schemeOf>[0];

/** passport-jwt requires a key and a callback, which our `authenticate` does not use. */
const OPTIONS = { jwtFromRequest: accessTokenOf, secretOrKeyProvider: () => {} };

/**
 * Verifies access tokens (RFC 9068 §4).
 *
 * Passport keeps one strategy per name per *process*, and passport-jwt names every instance "jwt".
 * With two applications in one process, the first would accept the tokens of the second; a host of
 * this module may have a strategy of that name. Therefore each instance has its own name.
 *
 * `authenticate` replaces that of passport-jwt: jsonwebtoken does not support EdDSA, and
 * passport-jwt has only one place for another verifier, which all strategies of the process share.
 */
@Injectable()
export class JwtStrategy extends Strategy implements OnApplicationShutdown {
  override readonly name = `jwt:${randomUUID()}`;

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly keys: KeyStore,
    private readonly verified: VerifiedTokens,
  ) {
    super(OPTIONS, () => {});
    passport.use(this.name, this);
  }

  /**
   * Waits until `KeyStore` is up to date, so that withdrawn keys are rejected. Passport calls this
   * on an object that inherits from the strategy, and that has no private (#) members.
   */
  override authenticate(request: Request): void {
    const token = accessTokenOf(request);
    if (token === null) return this.fail(undefined, 401);
    if (this.keys.isUpToDate) return this.verify(token, request);
    const verified = this.keys.upToDate().then(() => this.verify(token, request));
    verified.catch((error: Error) => this.error(error));
  }

  /** Not onModuleDestroy, which Nest calls before the requests in flight are answered. */
  onApplicationShutdown(): void {
    passport.unuse(this.name);
  }

  private verify(token: string, request: Request): void {
    const cached = this.verified.find(token);
    if (cached) return this.accept(cached.claims, request);
    const jws = readJws(token);
    const find = () => signingKeyOf(jws, (kid) => this.keys.find(kid));
    const answer = (key: ReturnType<typeof find>) => {
      if (!jws || 'code' in key) {
        return this.fail(this.rejection(jws, key as TokenError, schemeOf(request)), 401);
      }
      const error = tokenError(jws, key);
      if (error) return this.fail(this.rejected(error, jws, request), 401);
      const { claims, header } = jws;
      this.verified.add(token, { claims, kid: String(header.kid), key });
      this.accept(claims, request);
    };
    const key = find();
    if (!('code' in key) || key.code !== 'unknown_key') return answer(key);
    const answered = this.keys.lookAgain().then(() => answer(find()));
    answered.catch((error: Error) => this.error(error));
  }

  /**
   * Checks the claims after the signature and the times. `iss` and `aud` must be exactly the
   * strings of this side, not lists that contain them, and no claim may be missing.
   */
  private accept(claims: Jws['claims'], request: Request): void {
    const error = claimsError(claims as unknown as AccessTokenClaims, this.options);
    if (!error) return this.success(claims);
    this.error(this.rejected(error, { claims }, request));
  }

  /** Only a token with a signature of this side says which client sent it. */
  private rejected(
    { code, description }: TokenError | ClaimsError,
    { claims }: Pick<Jws, 'claims'>,
    request: Request,
  ): AccessTokenError {
    const clientId = code === 'invalid_signature' ? undefined : String(claims.client_id);
    return this.accessTokenError(code, description, { scheme: schemeOf(request), clientId });
  }

  /** Builds the error with the realm and the metadata URL of this side. */
  accessTokenError(
    code: AccessTokenErrorCode,
    description: string,
    challenge: Omit<ChallengeOptions, 'realm' | 'metadataUrl'>,
  ): AccessTokenError {
    const realm = this.options.side;
    const metadataUrl = protectedResource(this.options)?.metadataUrl;
    return new AccessTokenError(code, description, { realm, metadataUrl, ...challenge });
  }

  private rejection(jws: Jws | null, error: TokenError, scheme: Scheme): AccessTokenError {
    const { code, description } = headerError(error, jws, this.options);
    return this.accessTokenError(code, description, { scheme });
  }
}
