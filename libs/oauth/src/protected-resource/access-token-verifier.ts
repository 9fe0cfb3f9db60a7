import type { ServerResponse } from 'node:http';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import type { TokenError } from '../access-tokens/token-header.js';
import { ClientLimits } from '../limits/client-limits.js';
import { addressOf } from '../network.js';
import { INACTIVE_REASONS, type InactiveReason } from '../revocation/inactive-reason.js';
import { TokenStatus } from '../revocation/token-status.js';
import { AccessTokenError } from './access-token.error.js';
import { CallerScopes, type Holder } from './caller-scopes.js';
import { callerNameOf, countedNameOf, memberOf } from './caller-names.js';
import { scopesOf } from './caller.decorator.js';
import { missingTokenText, type Scheme, schemeOf } from './credentials.js';
import {
  ACCEPTED_BY,
  type ApiRequest,
  type ApiResponse,
  BY_SESSION,
  type HasHeaders,
  responseTo,
  setHeaders,
} from './http.js';
import { JwtStrategy } from './jwt.strategy.js';
import { PassportGuard } from './passport.guard.js';
import { ProofOfPossession } from './proof-of-possession.js';
import type { RequiredScope } from './required-scope.js';
import { SessionAuthentication } from './session-authentication.js';

/** The Fastify configuration of a route that needs a token. */
export const TOKEN_REQUIRED = { requiresToken: true };

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
    // A host without people has no sessions.
    @Optional()
    @Inject(SessionAuthentication)
    private readonly sessions: SessionAuthentication | null,
  ) {
    this.#passport = new PassportGuard(this.#translate.bind(this), strategy);
  }

  /** Returns the current scope of a request that the guard accepted. */
  static readonly scopesOf = scopesOf;

  /**
   * Returns the id of the user for whom the caller acts, null for one that acts for no user, and false
   * for a visitor. Returns undefined for a request that no guard has accepted.
   */
  static memberOf(request: Parameters<typeof memberOf>[0]): string | null | false | undefined {
    return memberOf(request);
  }

  /**
   * Returns the name of the caller of a request that the guard accepted. Each person at a client has
   * another one, and each visitor.
   */
  static nameOf({ user }: Parameters<typeof scopesOf>[0]): string {
    return callerNameOf(user);
  }

  /**
   * Accepts a request whose token has the scopes that the route needs. It verifies the token unless
   * the server has done so before it read the body.
   *
   * @throws as `authenticate`, AccessTokenError `insufficient_scope`
   */
  async admit(request: ApiRequest, reply: ApiResponse, needed: RequiredScope): Promise<void> {
    if (request.user?.[ACCEPTED_BY] !== this) await this.authenticate(request, reply);
    const user = request.user!;
    const { client_id: clientId, [BY_SESSION]: isSession = false } = user;
    const scope = scopesOf({ user });
    this.scopes.admit({ clientId, isSession, scope, scheme: schemeOf(request) }, needed);
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
    // Machines send no cookies, so they do not wait for this.
    const isAccepted =
      request.headers.cookie !== undefined && (await this.#acceptSession(request, reply));
    if (isAccepted) return;
    const claims = await this.#verify(request);
    request.tokenClientId = claims.client_id;
    const proof = this.possession.verify(request, claims);
    const status = await this.tokenStatus.of(claims, addressOf(request));
    if ('inactiveReason' in status) {
      throw this.#inactiveError(status.inactiveReason, claims.client_id, schemeOf(request));
    }
    // Requests of unknown clients or with invalid tokens are not counted.
    const { scope, limits } = status;
    this.#count(reply, { clientId: countedNameOf(claims, request), limits });
    // This is last because it writes a row: revoked tokens and clients beyond their limits must not
    // cause one.
    const nonce = proof && (await this.possession.use(proof, claims));
    if (nonce) reply.header('DPoP-Nonce', nonce);
    request.user = { ...claims, scope: scope.join(' '), [ACCEPTED_BY]: this };
  }

  /** Returns the name under which a request is counted that `authenticate` accepted. */
  callerOf(request: ApiRequest): string | undefined {
    const { user } = request;
    return user && countedNameOf(user, request);
  }

  /**
   * Checks that a person has signed in at most this many seconds ago. Accepts a machine.
   *
   * @throws AccessTokenError `recent_sign_in_required`
   */
  requireRecentSignIn(request: ApiRequest, seconds: number): void {
    // A plain Error, because this is a bug: the route must be behind AccessTokenGuard.
    if (request.user?.[ACCEPTED_BY] !== this) throw new Error('the request is not accepted yet');
    const { auth_time: signedInAt } = request.user;
    if (signedInAt === undefined || Date.now() / 1000 - signedInAt <= seconds) return;
    const description = 'the person must sign in again for this: the last sign-in is too long ago';
    const challenge = { scheme: schemeOf(request), maxAge: seconds };
    throw this.strategy.accessTokenError('recent_sign_in_required', description, challenge);
  }

  /** Records the failure of a request, if the server refused it. */
  failed: CallerScopes['failed'] = (...failure) => this.scopes.failed(...failure);

  /** Accepts the session of a person. Returns false for a request without one. */
  async #acceptSession(request: ApiRequest, reply: ApiResponse): Promise<boolean> {
    const claims = this.sessions && (await this.sessions.find(request));
    if (!claims) return false;
    this.#count(reply, { clientId: callerNameOf(claims), limits: null });
    request.user = { ...claims, [ACCEPTED_BY]: this };
    return true;
  }

  /** Counts a request, and sets the headers with the limits of its caller. */
  #count(reply: ApiResponse, caller: Parameters<ClientLimits['admit']>[0]): void {
    const response = reply.raw ?? (reply as unknown as ServerResponse);
    setHeaders(reply, this.limits.admit(caller, response));
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
