import type { IncomingMessage, Server } from 'node:http';
import { ORIGIN } from './request-path.js';

/** First path segments of all routes. */
const ROOT =
  /^\/(?:api|oauth2-(?:authorize|token|userinfo|logout)|sign-in|sign-out|account|console|\.well-known)(?=[/?]|$)/;

/** A metadata document; the path of its issuer comes last (RFC 8414 §3.1, RFC 9728 §3.1). */
const METADATA =
  /^\/\.well-known\/(?:oauth-authorization-server|oauth-protected-resource|openid-configuration)(?=\/)/;

/** Returns the path of a URL: `/admin` for `https://shop.example/admin`; empty without a path. */
export function basePathOf(publicUrl: string): string {
  const { pathname } = new URL(publicUrl);
  return pathname === '/' ? '' : pathname;
}

/**
 * Serves requests below the path of the public URL as well as at the root, so that a proxy may
 * strip that path or keep it. The request continues without the path. The path becomes its
 * `baseUrl` (as in Connect), for the links in the response.
 */
export function serveBelow(base: string, server: Server): void {
  if (base === '') return;
  server.prependListener('request', (request: IncomingMessage & { baseUrl?: string }) => {
    request.baseUrl = base;
    request.url = withoutBase(base, request.url ?? '');
  });
}

/** Strips the base only before a known path, and from itself: with a base of `/api`, `/api/users` stays. */
export function withoutBase(base: string, url: string): string {
  const [origin = ''] = ORIGIN.exec(url) ?? [];
  const path = url.slice(origin.length);
  const [metadata = ''] = METADATA.exec(path) ?? [];
  const rest = below(base, path.slice(metadata.length));
  if (rest === null) return url;
  if (metadata === '' && /^\/?(?:\?|$)/.test(rest)) return `${origin}/${rest.replace(/^\//, '')}`;
  return metadata !== '' || ROOT.test(rest) ? origin + metadata + rest : url;
}

function below(base: string, url: string): string | null {
  const rest = url.slice(base.length);
  return url.startsWith(base) && /^(?:[/?]|$)/.test(rest) ? rest : null;
}
