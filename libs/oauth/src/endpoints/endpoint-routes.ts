import { Inject, Injectable, Optional } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { Endpoint } from './endpoint.js';
import type { Mounted } from './mounted.js';
import { EndpointRefusals } from './endpoint-refusals.js';
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

type Registration = Pick<OAuthSettings, 'path' | 'side'>;

/** The registrations of each application in the process. */
const mounted = new WeakMap<object, Registration[]>();

/** @throws Error when one of the others has the same path, or shares clients and keys */
function requireDifferent({ path, side }: Registration, others: readonly Registration[]): void {
  const start = 'two registrations of OAuthModule have the';
  if (others.some((other) => other.path === path)) {
    const action = 'give their issuers different paths, and register a module once that several';
    throw new Error(`${start} path "${path}": ${action} modules import`);
  }
  if (others.some((other) => other.side === side)) {
    throw new Error(`${start} side "${side}", so they would share clients and keys: set side`);
  }
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
    @Inject(OAUTH_SETTINGS) private readonly settings: Registration,
    @Inject(ENDPOINTS) private readonly endpoints: readonly Endpoint[],
    // A host of the module records no refusals.
    @Optional()
    @Inject(EndpointRefusals)
    private readonly refusals: EndpointRefusals | null = null,
  ) {}

  /** Nothing is added in an application context, which has no router. */
  mount(): void {
    const { httpAdapter } = this.host;
    const { path: base, side } = this.settings;
    if (!httpAdapter) return;
    const framework = httpAdapter.getType();
    const mount = MOUNTS[framework];
    if (!mount) throw new Error(`OAuthModule works on fastify and express, not on ${framework}`);
    const others = mounted.get(httpAdapter) ?? [];
    const registration = { path: base, side };
    requireDifferent(registration, others);
    mounted.set(httpAdapter, [...others, registration]);
    mount(httpAdapter.getInstance(), {
      base,
      endpoints: this.endpoints,
      onError: (error, request) => this.refusals?.record(error, request),
    });
  }
}
