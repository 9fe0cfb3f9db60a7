import {
  applyDecorators,
  type CanActivate,
  type ExecutionContext,
  HttpException,
  Injectable,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccessTokenVerifier, TOKEN_REQUIRED } from './access-token-verifier.js';
import { type ApiRequest, type ApiResponse, setHeaders } from './http.js';
import { namesOf, type RequiredScope } from './required-scope.js';

/** The metadata key of `RouteConfig` of @nestjs/platform-fastify, which a host may not have. */
const ROUTE_CONFIG = '__fastify_route_config__';

/** Adds to the Fastify configuration of a route, and keeps that of the host. */
const routeConfig: MethodDecorator = (_, __, { value }) => {
  const config = Reflect.getMetadata(ROUTE_CONFIG, value as object) as object | undefined;
  Reflect.defineMetadata(ROUTE_CONFIG, { ...config, ...TOKEN_REQUIRED }, value as object);
};

const NeededScope = Reflector.createDecorator<RequiredScope>();

/**
 * Declares the scope that a route needs. Every route behind the guard must have it:
 *
 *     @RequireScope('users:read')
 *     @RequireScope({ allOf: ['users:read', 'roles:read'] })
 *     @RequireScope(['users:write', 'roles:write'])
 *
 * One scope of a list is enough to call the route, which then checks each of its acts with
 * `AccessTokenVerifier.require`.
 */
export const RequireScope = Object.assign(
  (needed: RequiredScope) => {
    // A plain Error, because this is a bug: a route must not be open.
    if (namesOf(needed).length === 0) throw new Error('@RequireScope needs a scope');
    return applyDecorators(NeededScope(needed), routeConfig);
  },
  { KEY: NeededScope.KEY },
) as typeof NeededScope;

/**
 * Accepts requests with a valid access token that has the scope of the route. Nest creates a guard in
 * each module that uses it, so all that it needs is in `AccessTokenVerifier`.
 */
@Injectable()
export class AccessTokenGuard implements CanActivate {
  constructor(
    private readonly verifier: AccessTokenVerifier,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const needed: RequiredScope | undefined = this.reflector.get(NeededScope, context.getHandler());
    // A plain Error, because this is a bug: a route without a declared scope must not be open.
    if (needed === undefined) throw new Error(`${context.getHandler().name} has no @RequireScope`);

    const http = context.switchToHttp();
    const response = http.getResponse<ApiResponse>();
    try {
      await this.verifier.admit(http.getRequest<ApiRequest>(), response, needed);
    } catch (error) {
      throw rejection(error, response);
    }
    return true;
  }
}

/** An error with the members of `OAuthError` or `DatabaseUnavailable`. */
interface Described {
  status: number;
  code: string;
  description: string;
  headers: Readonly<Record<string, string>>;
}

/**
 * Sets the headers of the error on the response, and returns the error as an HttpException with the
 * same members. Hosts without a filter for our errors then answer with the right status and challenge.
 */
function rejection(error: unknown, response: ApiResponse): unknown {
  const { status, code, description, headers } = Object(error) as Partial<Described>;
  if (code === undefined || description === undefined) return error;
  setHeaders(response, headers ?? {});
  if (error instanceof HttpException || status === undefined) return error;
  const body = HttpException.createBody(description, code, status);
  const exception = new HttpException(body, status, { cause: error });
  return Object.assign(exception, {
    code,
    description,
    headers,
    message: (error as Error).message,
  });
}
