import type { Endpoint, Method } from './endpoint.js';

/** Returns the methods of an endpoint. */
export function methodsOf({ method }: Endpoint): readonly Method[] {
  return typeof method === 'string' ? [method] : method;
}

/** A request that ended with an error, before or at an endpoint. */
export interface FailedRequest {
  requestId: string;
  address: string;
  method: string;
  /** The path without its query; that of a request without an endpoint is empty. */
  route: string;
}

/** Endpoints with the path below which they are, such as `/admin`; empty for the root. */
export interface Mounted {
  base: string;
  endpoints: readonly Endpoint[];
  /** Called with each error of the endpoints of the protocol. */
  onError?(this: void, error: unknown, request: FailedRequest): void;
}

/** The endpoints at and below this path have the errors of RFC 6749 §5.2. */
export const PROTOCOL = '/oauth2-token';

/** Returns the paths of an endpoint as the router has them. */
export function mountedPaths({ paths, rootPaths = [] }: Endpoint, base: string): string[] {
  return [...paths.map((path) => base + path), ...rootPaths];
}

export function isOfProtocol({ paths }: Endpoint): boolean {
  return paths.every((path) => path.startsWith(PROTOCOL));
}
