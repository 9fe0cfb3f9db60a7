import type { NestApplicationOptions } from '@nestjs/common';
import type { CorsConfig } from '#config';
import { requestPath } from './request-path.js';
import type { Routes } from './routes.js';

/** Protocol headers that a page may send (and below: read) only when they are listed. */
const REQUEST_HEADERS = [
  'Authorization',
  'Content-Type',
  'DPoP',
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
  'Latchkey-LSN',
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
  'Latchkey-LSN',
  'X-Include-Deleted-Count',
  'X-Include-Total-Count',
];

/** The endpoints that take client credentials. */
const TOKEN_ENDPOINT = /^\/oauth2-token(?:\/|$)/;

/**
 * The paths that scripts call. All others are pages for people: a browser opens them, and RFC 9700
 * §2.6 forbids CORS for the authorization endpoint.
 */
const FOR_SCRIPTS = /^\/(?:$|(?:api|oauth2-token|oauth2-userinfo|\.well-known)(?:\/|$))/;

/**
 * Returns the warning of a start whose settings let pages of other origins call the token endpoint.
 */
export function tokenEndpointWarning(
  side: string,
  { allowedOrigins, tokenEndpoint }: CorsConfig,
): string | null {
  if (allowedOrigins.length === 0 || !tokenEndpoint) return null;
  const origins = allowedOrigins.includes('*') ? 'every origin' : allowedOrigins.join(', ');
  return (
    `pages of ${origins} can request tokens: only public clients may be in a page, because everybody ` +
    `who opens it can read a client secret in it. Without such clients, set ` +
    `${side}.cors.tokenEndpoint to false, see docs/storefront.md`
  );
}

/**
 * Builds the CORS options. No other origin may call unless it is configured. The response repeats
 * the request's origin, never `*`. Cookies are never allowed: only pages of this
 * server may use the session of a person.
 */
export function corsOptions(
  { allowedOrigins, tokenEndpoint, allowedHeaders, maxAge }: CorsConfig,
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
    const path = requestPath(url);
    const isOpen = FOR_SCRIPTS.test(path) && (tokenEndpoint || !TOKEN_ENDPOINT.test(path));
    if (!isOpen) return callback(null, { origin: false });
    callback(null, method === 'OPTIONS' ? { ...options, methods: routes.allow(url) } : options);
  };
}
