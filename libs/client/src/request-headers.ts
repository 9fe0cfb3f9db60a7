import type { Parameters } from './parameters.js';
import type { CallOptions } from './path-types.js';

const JSON_API = 'application/vnd.api+json';
const CURSORS = 'https://jsonapi.org/profiles/ethanresnick/cursor-pagination';

/** The path of atomic operations, whose documents have a media type of their own. */
export const OPERATIONS = '/api/operations';
const ATOMIC = `${JSON_API};ext="https://jsonapi.org/ext/atomic"`;

/**
 * Collections whose POST takes no `Idempotency-Key`, mostly because the server must not store their
 * answers. A test compares this list with the OpenAPI documents.
 */
export const WITHOUT_KEY: ReadonlySet<string> = new Set([
  OPERATIONS,
  '/api/oauth-clients',
  '/api/oauth-client-secrets',
  '/api/identity-providers',
  '/api/revoked-tokens',
  '/api/signing-keys',
]);

/** The arguments of a call, without the types of its route. */
export interface Call extends CallOptions {
  params?: Parameters;
  body?: unknown;
  ifNoneMatch?: string;
}

type RequestHeaders = Record<string, string>;

/** Returns the headers of a call, except for its credentials. */
export function headersOf(method: string, path: string, call: Call): RequestHeaders {
  const { body, ifMatch, ifNoneMatch, hasCursors = false } = call;
  const type = path === OPERATIONS ? ATOMIC : JSON_API;
  const key = method === 'post' ? keyOf(path, call) : undefined;
  return {
    Accept: hasCursors ? `${JSON_API};profile="${CURSORS}"` : type,
    ...(body !== undefined && { 'Content-Type': type }),
    ...(key !== undefined && { 'Idempotency-Key': key }),
    ...(ifMatch !== undefined && { 'If-Match': ifMatch }),
    ...(ifNoneMatch !== undefined && { 'If-None-Match': ifNoneMatch }),
  };
}

/** Each creation has a key, so that the server carries out its retries once. */
function keyOf(path: string, { idempotencyKey }: Call): string | undefined {
  const isCreation = /^\/api\/[^/]+$/.test(path) && !WITHOUT_KEY.has(path);
  return idempotencyKey ?? (isCreation ? crypto.randomUUID() : undefined);
}
