import { JsonApiError } from '../errors/json-api.error.js';

/** Characters. The key is in an index; a UUID has 36. */
const MAX_LENGTH = 255;

/** A string of RFC 8941 §3.3.3, with its escapes. */
const QUOTED = /^"((?:[^"\\]|\\["\\])*)"$/;

/**
 * Reads an `Idempotency-Key` header of 1 to 255 printable ASCII characters. The quoted form of the
 * draft (`"8e03978e"`, draft-ietf-httpapi-idempotency-key-header §2.1) and the bare form that most
 * clients send mean the same key.
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
    detail: `Idempotency-Key must have 1 to ${MAX_LENGTH} printable ASCII characters; quotes are optional`,
    source: { header: 'Idempotency-Key' },
  });
}
