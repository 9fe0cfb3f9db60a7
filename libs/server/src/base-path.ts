import type { IncomingMessage, Server } from 'node:http';
import { ORIGIN } from './request-path.js';

/** The paths that an application has routes below. */
const ROOT = /^\/(?:api|oauth2-token|\.well-known)(?=[/?]|$)/;

/** A metadata document: the path of what it is about comes after it (RFC 8414 §3.1, RFC 9728 §3.1). */
const METADATA =
  /^\/\.well-known\/(?:oauth-authorization-server|oauth-protected-resource|openid-configuration)(?=\/)/;

/** `/admin` of `https://shop.example/admin`; empty for a URL without a path. */
export function basePathOf(publicUrl: string): string {
  const { pathname } = new URL(publicUrl);
  return pathname === '/' ? '' : pathname;
}

/**
 * Answers below the path of the public URL as well as at the root, so that it does not matter if a
 * proxy in front strips that path. From here on a request has its path without it, and the path
 * itself as `baseUrl`, in the manner of Connect, for the links in its answer.
 */
export function serveBelow(base: string, server: Server): void {
  if (base === '') return;
  server.prependListener('request', (request: IncomingMessage & { baseUrl?: string }) => {
    request.baseUrl = base;
    request.url = withoutBase(base, request.url ?? '');
  });
}

/** Only where one of our own paths is left: below a base of `/api`, `/api/users` is one already. */
export function withoutBase(base: string, url: string): string {
  const [origin = ''] = ORIGIN.exec(url) ?? [];
  const path = url.slice(origin.length);
  const [metadata = ''] = METADATA.exec(path) ?? [];
  const rest = below(base, path.slice(metadata.length));
  if (rest === null) return url;
  return metadata !== '' || ROOT.test(rest) ? origin + metadata + rest : url;
}

function below(base: string, url: string): string | null {
  const rest = url.slice(base.length);
  return url.startsWith(base) && /^(?:[/?]|$)/.test(rest) ? rest : null;
}
