import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Endpoint, Mounted } from './endpoint.js';
import { mountOnExpress } from './express-routes.js';
import { mountOnFastify } from './fastify-routes.js';

/** Injection token of the endpoints of the module. */
export const ENDPOINTS = Symbol('ENDPOINTS');

/** Adds the endpoints to a router of the framework. */
type Mount = (router: never, mounted: Mounted) => void;

const MOUNTS: Readonly<Record<string, Mount>> = {
  fastify: mountOnFastify,
  express: mountOnExpress,
};

/**
 * Adds the endpoints to the router of the application, Fastify or Express.
 *
 * They are plain routes, without Nest's controllers, guards and pipes: these would take a third of
 * the time of a token. The global prefix, the versioning and the filters of a host do not apply to
 * them either, while hooks, middleware, body parsers and limits of the framework do.
 */
@Injectable()
export class EndpointRoutes {
  constructor(
    private readonly host: HttpAdapterHost,
    @Inject(ENDPOINTS) private readonly endpoints: readonly Endpoint[],
  ) {}

  /** Nothing is added in an application context, which has no router. */
  mount(): void {
    const { httpAdapter } = this.host;
    if (!httpAdapter) return;
    const framework = httpAdapter.getType();
    const mount = MOUNTS[framework];
    if (!mount) throw new Error(`OAuthModule works on fastify and express, not on ${framework}`);
    mount(httpAdapter.getInstance(), { base: '', endpoints: this.endpoints });
  }
}
