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
 * The scope that a route needs; every route behind the guard names one:
 *
 *     @RequireScope('users:read')
 *     @RequireScope({ allOf: ['users:read', 'roles:read'] })
 *     @RequireScope(['users:write', 'roles:write'])
 *
 * One scope of a list is enough: the route then checks each of its acts with `CallerScopes`.
 */
export const RequireScope = Object.assign(
  (needed: RequiredScope) => {
    // A bug, not a refusal: a route must not be open.
    if (namesOf(needed).length === 0) throw new Error('@RequireScope needs a scope');
    return applyDecorators(NeededScope(needed), RouteConfig(MARK));
  },
  { KEY: NeededScope.KEY },
) as typeof NeededScope;

type Request = FastifyRequest & { user?: AccessTokenClaims };

/** Lets a request through whose access token is good and has the route's scope (RFC 6750, RFC 9449 §7). */
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
    // A bug, not a refusal: a route that forgot its scope must not be open.
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
   * body, so that a request without a good token gets 401 also when it has other faults. The guard
   * then does not repeat it; without such a server, the guard itself calls this.
   *
   * @throws AccessTokenError, DatabaseUnavailable, OAuthError `too_many_requests`
   */
  async authenticate(request: Request, reply: FastifyReply): Promise<void> {
    await super.canActivate(new ExecutionContextHost([request, reply]));
    const claims = request.user!;
    const proof = this.possession.verify(request, claims);
    const status = await this.tokenStatus.of(claims, request.ip);
    if ('inactiveReason' in status) {
      throw this.#refuse(status.inactiveReason, claims.client_id, schemeOf(request));
    }
    // Requests of unknown clients, or with bad tokens, are not counted.
    const { scope, limits } = status;
    reply.headers(this.limits.admit({ clientId: claims.client_id, limits }, reply.raw));
    // Last, because it writes a row: neither a revoked token nor a client beyond its limits causes one.
    const nonce = proof && (await this.possession.use(proof, claims));
    if (nonce) reply.header('DPoP-Nonce', nonce);
    request.user = { ...claims, scope: scope.join(' ') };
  }

  /** The client of a request that `authenticate` has let through. */
  callerOf({ user }: Request): string | undefined {
    return user?.client_id;
  }

  #refuse(fault: InactiveReason, clientId: string, scheme: Scheme): AccessTokenError {
    if (fault !== 'client_gone') this.usage.denied(clientId);
    const { code, description } = INACTIVE_REASONS[fault];
    const told = { scheme: fault === 'unbound' ? 'DPoP' : scheme } as const;
    return this.strategy.refuse(code, description, told);
  }

  /** Passport's answer: the claims, or why not. */
  override handleRequest<Claims>(
    error: unknown,
    claims: Claims | false,
    refusal: unknown,
    context: ExecutionContext,
  ): Claims {
    if (error) throw error;
    if (claims) return claims;
    if (refusal instanceof AccessTokenError || isDatabaseUnavailable(refusal)) throw refusal;
    throw this.#translate(refusal, context.switchToHttp().getRequest<FastifyRequest>());
  }

  /** A fault of the token, or passport-jwt's "No auth token". Throws other errors: they are ours. */
  #translate(refusal: unknown, request: FastifyRequest): AccessTokenError {
    if (refusal instanceof Error) {
      if (accessTokenOf(request) !== null) throw refusal;
      return this.strategy.refuse('missing_token', missingTokenText(request), {});
    }
    const { code, description } = refusal as TokenError;
    return this.strategy.refuse(code, description, { scheme: schemeOf(request) });
  }
}
