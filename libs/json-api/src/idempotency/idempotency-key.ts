import { JsonApiError } from '../errors/json-api.error.js';

/** Characters; a UUID has 36. The key is in an index. */
const MAX_LENGTH = 255;

/** A string of RFC 8941 §3.3.3, and what of it is escaped. */
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * What an `Idempotency-Key` header names, 1 to 255 printable ASCII characters. The form that the
 * draft wants (`"8e03978e"`, draft-ietf-httpapi-idempotency-key-header §2.1) and the bare one that
 * most clients send are the same key.
 *
 * @throws JsonApiError 400 `invalid_idempotency_key`
 */
export function readIdempotencyKey(header: string): string {
  const text = header.trim();
  const quoted = QUOTED.exec(text)?.[1];
  const key = quoted === undefined ? text : quoted.replaceAll(/\\(.)/g, '$1');
  const isMalformed = quoted === undefined && text.startsWith('"');
  if (!isMalformed && key.length <= MAX_LENGTH && /^[\x20-\x7e]+$/.test(key)) return key;
  throw new JsonApiError({
    status: 400,
    code: 'invalid_idempotency_key',
    detail: `a key has 1 to ${MAX_LENGTH} printable ASCII characters, in double quotes or without`,
    source: { header: 'Idempotency-Key' },
  });
}
