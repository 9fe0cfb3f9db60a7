import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * Headers that tell browsers to do nothing with our answers but hand them to the caller.
 * The page at /api/docs, the only one there is, has a policy of its own instead.
 */
export function protectBrowsers(app: NestFastifyApplication, issuer: string): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: "'none'", frameAncestors: "'none'" },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: issuer.startsWith('https:'),
    // These are for sites; an API with one page has no use for them.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

/** The same for what is answered before Nest: names and values in turn. */
export function securityHeaders(app: NestFastifyApplication): string[] {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  (app.getHttpAdapter() as FastifyAdapter)['securityHook']?.({}, response);
  return Object.entries(response.getHeaders()).flatMap(([name, value]) => [name, String(value)]);
}
