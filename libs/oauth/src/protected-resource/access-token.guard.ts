import { applyDecorators, Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { AuthGuard } from '@nestjs/passport';
import { RouteConfig } from '@nestjs/platform-fastify';
import { isDatabaseUnavailable } from '#database';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';
import { INACTIVE_REASONS, type InactiveReason } from '../revocation/inactive-reason.js';
import type { TokenError } from '../access-tokens/token-header.js';
import { TokenStatus } from '../revocation/token-status.js';
import { ClientLimits } from '../limits/client-limits.js';
import { Usage } from '../usage/usage.js';
import { AccessTokenError } from './access-token.error.js';
import { CallerScopes } from './caller-scopes.js';
import { namesOf, type RequiredScope } from './required-scope.js';
import { accessTokenOf, missingTokenText, type Scheme, schemeOf } from './credentials.js';
import { JwtStrategy } from './jwt.strategy.js';
import { ProofOfPossession } from './proof-of-possession.js';

const NeededScope = Reflector.createDecorator<RequiredScope>();

/** The Fastify configuration of a route with a scope. */
const MARK = { requiresToken: true };

/**
 * Declares the scope that a route needs. Every route behind the guard must have it:
 *
 *     @RequireScope('users:read')
 *     @RequireScope({ allOf: ['users:read', 'roles:read'] })
 *     @RequireScope(['users:write', 'roles:write'])
 *
 * One scope of a list is enough to call the route, which then checks each of its acts with
 * `CallerScopes`.
 */
export const RequireScope = Object.assign(
  (needed: RequiredScope) => {
    // A plain Error, because this is a bug: a route must not be open.
    if (namesOf(needed).length === 0) throw new Error('@RequireScope needs a scope');
    return applyDecorators(NeededScope(needed), RouteConfig(MARK));
  },
  { KEY: NeededScope.KEY },
) as typeof NeededScope;

type Request = FastifyRequest & { user?: AccessTokenClaims };

/**
 * Accepts requests with a valid access token that has the scope of the route (RFC 6750, RFC 9449
 * §7).
 */
@Injectable()
export class AccessTokenGuard extends AuthGuard() {
  constructor(
    private readonly strategy: JwtStrategy,
    private readonly reflector: Reflector,
    private readonly possession: ProofOfPossession,
    private readonly tokenStatus: TokenStatus,
    private readonly scopes: CallerScopes,
    private readonly limits: ClientLimits,
    private readonly usage: Usage,
  ) {
    super({ defaultStrategy: strategy.name });
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed: RequiredScope | undefined = this.reflector.get(NeededScope, context.getHandler());
    // A plain Error, because this is a bug: a route without a declared scope must not be open.
    if (needed === undefined) throw new Error(`${context.getHandler().name} has no @RequireScope`);

    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    if (!request.user) await this.authenticate(request, http.getResponse<FastifyReply>());
    const { client_id: clientId } = request.user!;
    const scope = CallerScopes.of({ user: request.user! });
    this.scopes.admit({ clientId, scope, scheme: schemeOf(request) }, needed);
    return true;
  }

  /** True for a request to a route that needs a token. */
  isRequired({ routeOptions }: FastifyRequest): boolean {
    return (routeOptions.config as Partial<typeof MARK>).requiresToken === true;
  }

  /**
   * Checks everything about the token except its scope. The server calls this before it reads the
   * body, so that a request without a valid token gets 401 even if it has other errors. The guard
   * calls this only if the server did not.
   *
   * @throws AccessTokenError, DatabaseUnavailable, OAuthError `too_many_requests`
   */
  async authenticate(request: Request, reply: FastifyReply): Promise<void> {
    await super.canActivate(new ExecutionContextHost([request, reply]));
    const claims = request.user!;
    const proof = this.possession.verify(request, claims);
    const status = await this.tokenStatus.of(claims, request.ip);
    if ('inactiveReason' in status) {
      throw this.#inactiveError(status.inactiveReason, claims.client_id, schemeOf(request));
    }
    // Requests of unknown clients or with invalid tokens are not counted.
    const { scope, limits } = status;
    reply.headers(this.limits.admit({ clientId: claims.client_id, limits }, reply.raw));
    // This is last because it writes a row: revoked tokens and clients beyond their limits must not
    // cause one.
    const nonce = proof && (await this.possession.use(proof, claims));
    if (nonce) reply.header('DPoP-Nonce', nonce);
    request.user = { ...claims, scope: scope.join(' ') };
  }

  /** Returns the client id of a request that `authenticate` accepted. */
  callerOf({ user }: Request): string | undefined {
    return user?.client_id;
  }

  #inactiveError(reason: InactiveReason, clientId: string, scheme: Scheme): AccessTokenError {
    if (reason !== 'client_gone') this.usage.denied(clientId);
    const { code, description } = INACTIVE_REASONS[reason];
    const options = { scheme: reason === 'unbound' ? 'DPoP' : scheme } as const;
    return this.strategy.accessTokenError(code, description, options);
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
    if (rejection instanceof AccessTokenError || isDatabaseUnavailable(rejection)) throw rejection;
    throw this.#translate(rejection, context.switchToHttp().getRequest<FastifyRequest>());
  }

  /**
   * Translates a TokenError, or passport-jwt's "No auth token". Throws any other error: it is not
   * an error of the caller.
   */
  #translate(rejection: unknown, request: FastifyRequest): AccessTokenError {
    if (rejection instanceof Error) {
      if (accessTokenOf(request) !== null) throw rejection;
      return this.strategy.accessTokenError('missing_token', missingTokenText(request), {});
    }
    const { code, description } = rejection as TokenError;
    return this.strategy.accessTokenError(code, description, { scheme: schemeOf(request) });
  }
}
