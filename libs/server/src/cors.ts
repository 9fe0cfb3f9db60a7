import type { NestApplicationOptions } from '@nestjs/common';
import type { CorsConfig } from '#config';
import type { Routes } from './routes.js';

/** Protocol headers that a page may send (and below: read) only when they are listed. */
const REQUEST_HEADERS = [
  'Authorization',
  'Content-Type',
  'DPoP',
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
  'X-Include',
];
const ANSWER_HEADERS = [
  'Location',
  'ETag',
  'WWW-Authenticate',
  'DPoP-Nonce',
  'Retry-After',
  'Accept-Encoding',
  'Deprecation',
  'Sunset',
  'RateLimit',
  'RateLimit-Policy',
  'Idempotent-Replayed',
  'X-Include-Deleted-Count',
  'X-Include-Total-Count',
];

/**
 * Builds the CORS options. No other origin may call unless it is configured. The response repeats
 * the request's origin, never `*`. Cookies are never allowed, because there are none.
 */
export function corsOptions(
  { allowedOrigins, allowedHeaders, maxAge }: CorsConfig,
  { routes, requestIdHeader }: { routes: Routes; requestIdHeader: string },
): NestApplicationOptions['cors'] {
  if (allowedOrigins.length === 0) return false;
  const options = {
    origin: allowedOrigins.includes('*') ? true : allowedOrigins,
    allowedHeaders: [...REQUEST_HEADERS, ...allowedHeaders],
    exposedHeaders: [...ANSWER_HEADERS, requestIdHeader],
    maxAge,
    cacheControl: `public, max-age=${maxAge}`,
    preflightContinue: true, // to our hooks, which answer with the headers of every answer
    strictPreflight: false,
  };
  return ({ method, url }: { method: string; url: string }, callback) => {
    callback(null, method === 'OPTIONS' ? { ...options, methods: routes.allow(url) } : options);
  };
}
