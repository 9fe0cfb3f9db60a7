import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { claimsFault, wrongAudience } from '../access-tokens/claims-fault.js';
import { claimedAudience, signingKeyOf, type TokenFault } from '../access-tokens/token-header.js';
import { tokenFault } from '../access-tokens/verified-claims.js';
import { readJws, type VerificationKey } from '../jws/jws.js';
import { KeyStore } from '../keys/key-store.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { protectedResource } from '../resource.js';
import { AccessTokenError, type AccessTokenErrorCode } from './access-token.error.js';
import { accessTokenOf, type Scheme, schemeOf } from './credentials.js';

type Request = Parameters<typeof schemeOf>[0];

/** Passport-jwt's types know keys as text only. */
type KeyCallback = (error: Error | null, key?: VerificationKey) => void;

/** What passport-jwt calls with the key; jsonwebtoken does it if nobody else does, and knows no EdDSA. */
type JwtVerifier = (
  token: string,
  key: VerificationKey,
  options: unknown,
  done: (fault: TokenFault | null, claims?: object) => void,
) => void;

/** Of the class, as passport-jwt has it; it keeps nothing, so that all instances can have one. */
(Strategy as unknown as { JwtVerifier: JwtVerifier }).JwtVerifier = (token, key, _, done) => {
  const jws = readJws(token)!; // or there would be no key
  const fault = tokenFault(jws, key);
  if (fault) done(fault);
  else done(null, jws.claims);
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
  ) {
    super({
      jwtFromRequest: accessTokenOf,
      passReqToCallback: true,
      secretOrKeyProvider: (request: Request, token: string, done: KeyCallback) => {
        const find = () => signingKeyOf(readJws(token), (kid) => keys.find(kid));
        const answer = (key: ReturnType<typeof find>) =>
          'code' in key ? done(this.#refuseHeader(token, key, schemeOf(request))) : done(null, key);
        const key = find();
        const isUnknown = 'code' in key && key.code === 'unknown_key';
        if (isUnknown) void keys.lookAgain().then(() => answer(find()));
        else answer(key);
      },
    } as unknown as StrategyOptionsWithoutRequest);
    passport.unuse('jwt');
    passport.use(this.name, this);
  }

  /** A key that was withdrawn must be known to be; a database that does not answer is an error. */
  override authenticate(...parameters: Parameters<Strategy['authenticate']>): void {
    const verify = () => super.authenticate(...parameters);
    if (this.keys.isUpToDate) verify();
    else this.keys.upToDate().then(verify, (error: Error) => this.error(error));
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
    const fault = claimsFault(claims, this.options);
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

  /** A token of a neighbour has a key that is unknown here: say where it belongs instead. */
  #refuseHeader(token: string, fault: TokenFault, scheme: Scheme): AccessTokenError {
    const audience = claimedAudience(token);
    const isNeighbours = this.options.neighbours.some((other) => other.audience === audience);
    const isElsewhere = fault.code === 'unknown_key' && isNeighbours;
    const { code, description } = isElsewhere ? wrongAudience(audience, this.options) : fault;
    return this.refuse(code, description, { scheme });
  }
}
