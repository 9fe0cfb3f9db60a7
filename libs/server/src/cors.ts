import type { NestApplicationOptions } from '@nestjs/common';
import type { CorsConfig } from '#config';
import type { Routes } from './routes.js';

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
    allowedHeaders: ['Authorization', 'Content-Type', 'DPoP', ...allowedHeaders],
    exposedHeaders: ['Location', 'WWW-Authenticate', 'DPoP-Nonce', requestIdHeader],
    maxAge,
    cacheControl: `public, max-age=${maxAge}`,
    optionsSuccessStatus: 200,
    strictPreflight: false,
  };
  return ({ method, url }: { method: string; url: string }, callback) => {
    callback(null, method === 'OPTIONS' ? { ...options, methods: routes.allow(url) } : options);
  };
}
