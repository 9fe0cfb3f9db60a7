import type { ServerResponse } from 'node:http';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { AuthGuard } from '@nestjs/passport';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import type { TokenError } from '../access-tokens/token-header.js';
import { ClientLimits } from '../limits/client-limits.js';
import { addressOf } from '../network.js';
import { INACTIVE_REASONS, type InactiveReason } from '../revocation/inactive-reason.js';
import { TokenStatus } from '../revocation/token-status.js';
import { AccessTokenError } from './access-token.error.js';
import { CallerScopes, type Holder } from './caller-scopes.js';
import { ownerIdOf, scopesOf } from './caller.decorator.js';
import { missingTokenText, type Scheme, schemeOf } from './credentials.js';
import { ACCEPTED_BY, type ApiRequest, type ApiResponse, responseTo, setHeaders } from './http.js';
import { JwtStrategy } from './jwt.strategy.js';
import { ProofOfPossession } from './proof-of-possession.js';
import type { RequiredScope } from './required-scope.js';

type HasHeaders = Pick<ApiRequest, 'headers'>;

/** The Fastify configuration of a route that needs a token. */
export const TOKEN_REQUIRED = { requiresToken: true };

/**
 * Nest's guard of Passport. It is not a provider: Nest would replace its options by those of a
 * host's `PassportModule`, and requests would be authenticated by the host's strategy.
 */
class PassportGuard extends AuthGuard() {
  constructor(
    private readonly translate: (rejection: unknown, request: HasHeaders) => Error,
    strategy: JwtStrategy,
  ) {
    super({ defaultStrategy: strategy.name });
  }

  /** Returns the claims that Passport has verified, or throws the reason for their rejection. */
  override handleRequest<Claims>(
    error: unknown,
    claims: Claims | false,
    rejection: unknown,
    context: ExecutionContext,
  ): Claims {
    if (error) throw error;
    if (claims) return claims;
    throw this.translate(rejection, context.switchToHttp().getRequest<HasHeaders>());
  }
}

/** Verifies the access tokens of requests to the API (RFC 6750, RFC 9449 §7). */
@Injectable()
export class AccessTokenVerifier {
  readonly #passport: PassportGuard;

  constructor(
    private readonly strategy: JwtStrategy,
    private readonly possession: ProofOfPossession,
    private readonly tokenStatus: TokenStatus,
    private readonly scopes: CallerScopes,
    private readonly limits: ClientLimits,
  ) {
    this.#passport = new PassportGuard(this.#translate.bind(this), strategy);
  }

  /** Returns the current scope of a request that the guard accepted. */
  static scopesOf(request: Parameters<typeof scopesOf>[0]): readonly string[] {
    return scopesOf(request);
  }

  /**
   * Returns the id of the user for whom the caller of a request acts, or null if it acts for no
   * user. Returns undefined for a request that no guard has accepted.
   */
  static ownerOf(request: Partial<Parameters<typeof scopesOf>[0]>): string | null | undefined {
    return request.user && ownerIdOf(request.user);
  }

  /**
   * Accepts a request whose token has the scopes that the route needs. It verifies the token unless
   * the server has done so before it read the body.
   *
   * @throws as `authenticate`, AccessTokenError `insufficient_scope`
   */
  async admit(request: ApiRequest, reply: ApiResponse, needed: RequiredScope): Promise<void> {
    if (request.user?.[ACCEPTED_BY] !== this) await this.authenticate(request, reply);
    const { client_id: clientId } = request.user!;
    const scope = scopesOf({ user: request.user! });
    this.scopes.admit({ clientId, scope, scheme: schemeOf(request) }, needed);
  }

  /**
   * Checks the scope for one of several acts of an accepted request. Sets the challenge on its
   * response, for hosts without a filter for it, if the caller is that of `@Caller()`.
   *
   * @throws AccessTokenError `insufficient_scope`
   */
  require(caller: Holder, scope: string): void {
    try {
      this.scopes.require(caller, scope);
    } catch (error) {
      const response = responseTo(caller);
      if (response) setHeaders(response, (error as AccessTokenError).headers);
      throw error;
    }
  }

  /** True for a route that needs a token. */
  isRequired({ config }: { config?: unknown }): boolean {
    return (config as Partial<typeof TOKEN_REQUIRED> | undefined)?.requiresToken === true;
  }

  /**
   * Checks everything about the token except its scope. The server calls this before it reads the
   * body, so that a request without a valid token gets 401 even if it has other errors.
   *
   * @throws AccessTokenError, DatabaseUnavailable, OAuthError `too_many_requests`
   */
  async authenticate(request: ApiRequest, reply: ApiResponse): Promise<void> {
    const claims = await this.#verify(request);
    request.tokenClientId = claims.client_id;
    const proof = this.possession.verify(request, claims);
    const status = await this.tokenStatus.of(claims, addressOf(request));
    if ('inactiveReason' in status) {
      throw this.#inactiveError(status.inactiveReason, claims.client_id, schemeOf(request));
    }
    // Requests of unknown clients or with invalid tokens are not counted.
    const { scope, limits } = status;
    const response = reply.raw ?? (reply as unknown as ServerResponse);
    setHeaders(reply, this.limits.admit({ clientId: claims.client_id, limits }, response));
    // This is last because it writes a row: revoked tokens and clients beyond their limits must not
    // cause one.
    const nonce = proof && (await this.possession.use(proof, claims));
    if (nonce) reply.header('DPoP-Nonce', nonce);
    request.user = { ...claims, scope: scope.join(' '), [ACCEPTED_BY]: this };
  }

  /** Returns the client id of a request that `authenticate` accepted. */
  callerOf({ user }: ApiRequest): string | undefined {
    return user?.client_id;
  }

  /**
   * Verifies the token with Passport, which sees only the headers. It adds members to its request,
   * and closures that survive many garbage collections refer to it: with the whole request, these
   * take 5 % of a page of 25 users.
   */
  async #verify({ headers }: ApiRequest): Promise<AccessTokenClaims> {
    const presented: Pick<ApiRequest, 'headers' | 'user'> = { headers };
    await this.#passport.canActivate(new ExecutionContextHost([presented, {}]));
    return presented.user!;
  }

  #inactiveError(reason: InactiveReason, clientId: string, scheme: Scheme): AccessTokenError {
    if (reason !== 'client_gone') this.scopes.denied(clientId);
    const { code, description } = INACTIVE_REASONS[reason];
    const options = { scheme: reason === 'unbound' ? 'DPoP' : scheme } as const;
    return this.strategy.accessTokenError(code, description, options);
  }

  /** Translates a rejection of the strategy; undefined for a request without a token. */
  #translate(rejection: unknown, request: HasHeaders): AccessTokenError {
    if (rejection === undefined) {
      return this.strategy.accessTokenError('missing_token', missingTokenText(request), {});
    }
    if (rejection instanceof AccessTokenError) return rejection;
    const { code, description } = rejection as TokenError;
    return this.strategy.accessTokenError(code, description, { scheme: schemeOf(request) });
  }
}
