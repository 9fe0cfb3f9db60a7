import type { NestFastifyApplication } from '@nestjs/platform-fastify';

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
