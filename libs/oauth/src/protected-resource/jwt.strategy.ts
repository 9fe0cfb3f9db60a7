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
 * What is handed on for a key, which passport-jwt does not look at: with the token, taken apart
 * once, or with the claims of one that has been verified before.
 */
type Verifiable = VerifiedToken | { jws: Jws; key: VerificationKey; remember: () => void };

/** Passport-jwt's types know keys as text only. */
type KeyCallback = (error: Error | null, verifiable?: Verifiable) => void;

/** What passport-jwt calls with the key; jsonwebtoken does it if nobody else does, and knows no EdDSA. */
type JwtVerifier = (
  token: string,
  verifiable: Verifiable,
  options: unknown,
  done: (fault: TokenError | null, claims?: object) => void,
) => void;

/** Of the class, as passport-jwt has it; it keeps nothing, so that all instances can have one. */
(Strategy as unknown as { JwtVerifier: JwtVerifier }).JwtVerifier = (_, verifiable, __, done) => {
  if ('claims' in verifiable) return done(null, verifiable.claims);
  const { jws, key, remember } = verifiable;
  const fault = tokenError(jws, key);
  if (fault) return done(fault);
  remember();
  done(null, jws.claims);
};

/**
 * Verifies access tokens (RFC 9068 §4).
 *
 * Passport keeps one strategy per name per *process*, and passport-jwt names
 * every instance "jwt": of two applications in one process, the first would
 * accept the tokens of the second. Hence a name of its own per instance.
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
        const known = verified.find(token);
        if (known) return done(null, known);
        const jws = readJws(token);
        const find = () => signingKeyOf(jws, (kid) => keys.find(kid));
        const answer = (key: ReturnType<typeof find>) => {
          if (!jws || 'code' in key) {
            return done(this.#refuseHeader(jws, key as TokenError, schemeOf(request)));
          }
          const { claims, header } = jws;
          const remember = () => verified.add(token, { claims, kid: String(header.kid), key });
          return done(null, { jws, key, remember });
        };
        const key = find();
        const isUnknown = 'code' in key && key.code === 'unknown_key';
        if (isUnknown) {
          const looked = keys.lookAgain().then(() => answer(find()));
          looked.catch(done);
        } else answer(key);
      },
    } as unknown as StrategyOptionsWithoutRequest);
    passport.unuse('jwt');
    passport.use(this.name, this);
  }

  /** A key that was withdrawn must be known to be, as far as `KeyStore` has it. */
  override authenticate(...parameters: Parameters<Strategy['authenticate']>): void {
    const verify = () => super.authenticate(...parameters);
    if (this.keys.isUpToDate) verify();
    else {
      const verified = this.keys.upToDate().then(verify);
      verified.catch((error: Error) => this.error(error));
    }
  }

  /** Not onModuleDestroy: that comes before the requests in flight have their answer. */
  onApplicationShutdown(): void {
    passport.unuse(this.name);
  }

  /**
   * After signature and times: `iss` and `aud` must be our strings, no lists
   * that have them among others, and no claim may be missing.
   *
   * @throws AccessTokenError
   */
  validate(request: Request, claims: AccessTokenClaims): AccessTokenClaims {
    const fault = claimsError(claims, this.options);
    if (!fault) return claims;
    throw this.refuse(fault.code, fault.description, { scheme: schemeOf(request) });
  }

  refuse(
    code: AccessTokenErrorCode,
    description: string,
    told: { scheme?: Scheme; scope?: string; nonce?: string },
  ): AccessTokenError {
    const realm = this.options.side;
    const metadataUrl = protectedResource(this.options)?.metadataUrl;
    return new AccessTokenError(code, description, { realm, metadataUrl, ...told });
  }

  #refuseHeader(jws: Jws | null, fault: TokenError, scheme: Scheme): AccessTokenError {
    const { code, description } = headerError(fault, jws, this.options);
    return this.refuse(code, description, { scheme });
  }
}
