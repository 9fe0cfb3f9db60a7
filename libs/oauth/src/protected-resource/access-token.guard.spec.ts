import { HttpException } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { RouteConfig } from '@nestjs/platform-fastify';
import { expect, it, vi } from 'vitest';
import { OAuthError } from '../oauth.error.js';
import { AccessTokenError } from './access-token.error.js';
import { AccessTokenGuard, RequireScope } from './access-token.guard.js';
import type { AccessTokenVerifier } from './access-token-verifier.js';

class Controller {
  @RouteConfig({ own: 1 })
  ofHost() {}

  @RequireScope('users:read')
  @RouteConfig({ own: 1 })
  ofBoth() {}
}

const routeOf = (name: 'ofHost' | 'ofBoth') =>
  Object.getOwnPropertyDescriptor(Controller.prototype, name)!.value as () => void;

it('@RequireScope adds to the Fastify configuration of a route and keeps that of the host', () => {
  const [key] = Reflect.getMetadataKeys(routeOf('ofHost')) as [string];
  expect(Reflect.getMetadata(key, routeOf('ofBoth'))).toEqual({ own: 1, requiresToken: true });
});

/** Returns the error of the guard for an error of the verifier, and the headers that it has set. */
async function rejectionOf(error: Error) {
  const verifier = { admit: async () => Promise.reject(error) } as Partial<AccessTokenVerifier>;
  const header = vi.fn<(name: string, value: string) => void>();
  const context = new ExecutionContextHost([{}, { header }], Controller, routeOf('ofBoth'));
  const guard = new AccessTokenGuard(verifier as AccessTokenVerifier, new Reflector());
  const thrown: unknown = await guard.canActivate(context).catch((reason: unknown) => reason);
  return { thrown, headers: Object.fromEntries(header.mock.calls) as Record<string, string> };
}

it('AccessTokenGuard sets the challenge, for hosts without a filter for it', async () => {
  const error = new AccessTokenError('expired_token', 'too late', { realm: 'shop' });
  const { thrown, headers } = await rejectionOf(error);
  expect(thrown).toBe(error);
  expect(headers).toEqual({
    'WWW-Authenticate': expect.stringContaining('invalid_token') as string,
  });
  expect([error.getStatus(), error.getResponse()]).toEqual([
    401,
    { statusCode: 401, error: 'expired_token', message: 'too late' },
  ]);
});

it('AccessTokenGuard makes a described error an HttpException with the same members', async () => {
  const headers = { 'Retry-After': '7' };
  const error = new OAuthError('too_many_requests', 'later', { headers });
  const rejection = await rejectionOf(error);
  expect(rejection.headers).toEqual(headers);
  expect(rejection.thrown).toBeInstanceOf(HttpException);
  const { code, description, cause, message } = rejection.thrown as HttpException & OAuthError;
  expect({ code, description, cause, message }).toEqual({
    code: 'too_many_requests',
    description: 'later',
    cause: error,
    message: error.message,
  });
  expect((rejection.thrown as HttpException).getResponse()).toEqual({
    statusCode: 429,
    error: 'too_many_requests',
    message: 'later',
  });
});

it('AccessTokenGuard leaves an error that is a bug as it is', async () => {
  const error = new Error('a bug');
  expect(await rejectionOf(error)).toEqual({ thrown: error, headers: {} });
});
