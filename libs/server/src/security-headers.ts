import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Sets headers that tell browsers not to render, embed or run responses.
 * The page at /api/docs, the only page, sets a policy of its own.
 */
export function protectBrowsers(app: NestFastifyApplication, issuer: string): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: "'none'", frameAncestors: "'none'" },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: issuer.startsWith('https:'),
    // These headers are for web sites; an API with one page does not need them.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

/** Returns the same headers for responses outside Nest: alternating names and values. */
export function securityHeaders(app: NestFastifyApplication): string[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  (app.getHttpAdapter() as FastifyAdapter)['securityHook']?.({}, response);
  return Object.entries(response.getHeaders()).flatMap(([name, value]) => [name, String(value)]);
}
