import type { NestApplicationOptions } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CorsConfig } from '#config';
import type { Routes } from './routes.js';

/** Headers that tell browsers to do nothing with our answers but hand them to the caller. */
export function protectBrowsers(app: NestFastifyApplication, publicUrl: string): void {
  app.useSecurityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: "'none'", frameAncestors: "'none'" },
    },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: publicUrl.startsWith('https:'),
    // These are for pages; an API has none.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  });
}

/**
 * Which pages of other origins may call us; none unless configured. The origin
 * is echoed, never `*`, and cookies are never allowed: there are none.
 */
export function corsOptions(
  { allowedOrigins, allowedHeaders, maxAge }: CorsConfig,
  { routes, requestIdHeader }: { routes: Routes; requestIdHeader: string },
): NestApplicationOptions['cors'] {
  if (allowedOrigins.length === 0) return false;
  const options = {
    origin: allowedOrigins.includes('*') ? true : allowedOrigins,
    allowedHeaders: ['Authorization', 'Content-Type', ...allowedHeaders],
    exposedHeaders: ['Location', 'WWW-Authenticate', requestIdHeader],
    maxAge,
    cacheControl: `public, max-age=${maxAge}`,
    optionsSuccessStatus: 200,
    strictPreflight: false,
  };
  return (request: { url: string }, callback) => {
    callback(null, { ...options, methods: routes.allow(request.url) });
  };
}
