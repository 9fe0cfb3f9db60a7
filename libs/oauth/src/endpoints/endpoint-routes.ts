import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
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

/** The paths below which there are endpoints, for each application in the process. */
const mounted = new WeakMap<object, Set<string>>();

function twice(path: string): string {
  return (
    `two registrations of OAuthModule have the path "${path}": give their issuers different paths, ` +
    'and register a module once that several modules import'
  );
}

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
    @Inject(OAUTH_SETTINGS) private readonly settings: Pick<OAuthSettings, 'path'>,
    @Inject(ENDPOINTS) private readonly endpoints: readonly Endpoint[],
  ) {}

  /** Nothing is added in an application context, which has no router. */
  mount(): void {
    const { httpAdapter } = this.host;
    const { path } = this.settings;
    if (!httpAdapter) return;
    const framework = httpAdapter.getType();
    const mount = MOUNTS[framework];
    if (!mount) throw new Error(`OAuthModule works on fastify and express, not on ${framework}`);
    const paths = mounted.get(httpAdapter) ?? new Set();
    if (paths.has(path)) throw new Error(twice(path));
    mounted.set(httpAdapter, paths.add(path));
    mount(httpAdapter.getInstance(), {
      base: path,
      endpoints: this.endpoints,
    });
  }
}
