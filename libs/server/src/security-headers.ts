import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Headers that tell browsers to do nothing with our answers but hand them to the caller. */
export function protectBrowsers(app: NestFastifyApplication, issuer: string): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: "'none'", frameAncestors: "'none'" },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: issuer.startsWith('https:'),
    // These are for pages; an API has none.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}
