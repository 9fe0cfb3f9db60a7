import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AccessTokenClaims } from '../access-tokens/access-token.claims.js';

/** The parts of a request that are used here; Fastify and Express have them. */
export interface ApiRequest {
  headers: IncomingHttpHeaders;
  method: string;
  /** Express removes the path of a router from `url`, and keeps the whole in `originalUrl`. */
  url: string;
  originalUrl?: string;
  ip?: string;
  /** Fastify always has an id; Express only where a middleware of the host sets it. */
  id?: unknown;
  /** Only an object with `ACCEPTED_BY` is ours: a guard of the host may have set another one. */
  user?: AccessTokenClaims & Partial<Accepted>;
  /** The client of a verified token, for the log; `user` is not set when the token is rejected. */
  tokenClientId?: string;
}

export type HasHeaders = Pick<ApiRequest, 'headers'>;

/** Marks the claims of an accepted request with the verifier that has accepted it. */
export const ACCEPTED_BY = Symbol('accepted by');

/** Marks a caller that has sent a session cookie instead of a token. */
export const BY_SESSION = Symbol('by session');

export interface Accepted {
  [ACCEPTED_BY]: object;
  [BY_SESSION]?: true;
}

/** The parts of a response that are used here; Fastify and Express have `header`. */
export interface ApiResponse {
  header(name: string, value: string): unknown;
  /** The response of Node.js, in Fastify; in Express the object itself is one. */
  raw?: ServerResponse;
}

const responses = new WeakMap<object, ApiResponse>();

/** Keeps the response to the request of a caller, outside of the caller, which hosts may log. */
export function keepResponse(caller: object, response: ApiResponse): void {
  responses.set(caller, response);
}

/** Returns the kept response; undefined for a copy of a caller. */
export function responseTo(caller: object): ApiResponse | undefined {
  return responses.get(caller);
}

export function setHeaders(response: ApiResponse, headers: Readonly<Record<string, string>>): void {
  for (const name in headers) response.header(name, headers[name]!);
}
