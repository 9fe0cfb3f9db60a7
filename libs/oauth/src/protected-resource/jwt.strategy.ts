import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { claimsError, headerError } from '../access-tokens/claims-error.js';
import { signingKeyOf, type TokenError } from '../access-tokens/token-header.js';
import { tokenError } from '../access-tokens/verified-claims.js';
import { type VerifiedToken, VerifiedTokens } from '../access-tokens/verified-tokens.js';
import { type Jws, readJws, type VerificationKey } from '../jws/jws.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { protectedResource } from '../resource.js';
import { AccessTokenError, type AccessTokenErrorCode } from './access-token.error.js';
import { accessTokenOf, type Scheme, schemeOf } from './credentials.js';

type Request = Parameters<typeof schemeOf>[0];

/**
 * The value that passport-jwt passes on as the key without reading it: the parsed token with its
 * key, or the claims of a token that was verified before.
 */
type Verifiable = VerifiedToken | { jws: Jws; key: VerificationKey; remember: () => void };

/** passport-jwt's types allow only strings as keys. */
type KeyCallback = (error: Error | null, verifiable?: Verifiable) => void;

/** Verifies a token for passport-jwt. It replaces jsonwebtoken, which does not support EdDSA. */
type JwtVerifier = (
  token: string,
  verifiable: Verifiable,
  options: unknown,
  done: (error: TokenError | null, claims?: object) => void,
) => void;

// passport-jwt reads the verifier from the class. It has no state, so all instances can share it.
(Strategy as unknown as { JwtVerifier: JwtVerifier }).JwtVerifier = (_, verifiable, __, done) => {
  if ('claims' in verifiable) return done(null, verifiable.claims);
  const { jws, key, remember } = verifiable;
  const error = tokenError(jws, key);
  if (error) return done(error);
  remember();
  done(null, jws.claims);
};

/**
 * Verifies access tokens (RFC 9068 §4).
 *
 * Passport keeps one strategy per name per *process*, and passport-jwt names every instance "jwt".
 * With two applications in one process, the first would accept the tokens of the second. Therefore
 * each instance has its own name.
 */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) implements OnApplicationShutdown {
  override readonly name = `jwt:${randomUUID()}`;

  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly keys: KeyStore,
    verified: VerifiedTokens,
  ) {
    super({
      jwtFromRequest: accessTokenOf,
      passReqToCallback: true,
      secretOrKeyProvider: (request: Request, token: string, done: KeyCallback) => {
        const cached = verified.find(token);
        if (cached) return done(null, cached);
        const jws = readJws(token);
        const find = () => signingKeyOf(jws, (kid) => keys.find(kid));
        const answer = (key: ReturnType<typeof find>) => {
          if (!jws || 'code' in key) {
            return done(this.#headerError(jws, key as TokenError, schemeOf(request)));
          }
          const { claims, header } = jws;
          const remember = () => verified.add(token, { claims, kid: String(header.kid), key });
          return done(null, { jws, key, remember });
        };
        const key = find();
        const isUnknown = 'code' in key && key.code === 'unknown_key';
        if (isUnknown) {
          const answered = keys.lookAgain().then(() => answer(find()));
          answered.catch(done);
        } else answer(key);
      },
    } as unknown as StrategyOptionsWithoutRequest);
    passport.unuse('jwt');
    passport.use(this.name, this);
  }

  /** Waits until `KeyStore` is up to date, so that withdrawn keys are rejected. */
  override authenticate(...parameters: Parameters<Strategy['authenticate']>): void {
    const verify = () => super.authenticate(...parameters);
    if (this.keys.isUpToDate) verify();
    else {
      const verified = this.keys.upToDate().then(verify);
      verified.catch((error: Error) => this.error(error));
    }
  }

  /** Not onModuleDestroy, which Nest calls before the requests in flight are answered. */
  onApplicationShutdown(): void {
    passport.unuse(this.name);
  }

  /**
   * Checks the claims after the signature and the times. `iss` and `aud` must be exactly the
   * strings of this side, not lists that contain them, and no claim may be missing.
   *
   * @throws AccessTokenError
   */
  validate(request: Request, claims: AccessTokenClaims): AccessTokenClaims {
    const error = claimsError(claims, this.options);
    if (!error) return claims;
    throw this.accessTokenError(error.code, error.description, { scheme: schemeOf(request) });
  }

  /** Builds the error with the realm and the metadata URL of this side. */
  accessTokenError(
    code: AccessTokenErrorCode,
    description: string,
    challenge: { scheme?: Scheme; scope?: string; nonce?: string },
  ): AccessTokenError {
    const realm = this.options.side;
    const metadataUrl = protectedResource(this.options)?.metadataUrl;
    return new AccessTokenError(code, description, { realm, metadataUrl, ...challenge });
  }

  #headerError(jws: Jws | null, error: TokenError, scheme: Scheme): AccessTokenError {
    const { code, description } = headerError(error, jws, this.options);
    return this.accessTokenError(code, description, { scheme });
  }
}
