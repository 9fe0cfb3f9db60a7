import { writeDocument } from '../definition/addresses.js';
import { JsonApiError } from '../errors/json-api.error.js';
import { entityTag, matchesStrongly, matchesWeakly } from '../response/entity-tag.js';

const CHANGED = 'the resource has changed since you read it; the current ETag is attached';

/** A weak tag may belong to a different text (RFC 9110 §13.1.1, §8.8.1); proxies make tags weak. */
const WEAK =
  'the tag in If-Match is weak (W/), which never matches; the resource is unchanged. A proxy that ' +
  'compresses answers makes tags weak: send the tag without W/, or switch compression off for /api';

interface Precondition {
  /** The value of the header: entity tags, or `*`. */
  ifMatch: string;

  /** The base URL of all links in the document, see `baseUrlOf`. */
  base: string;
}

/** @throws JsonApiError 412 `precondition_failed` when no tag is that of the current document */
export function requireMatch(current: object, { ifMatch, base }: Precondition): void {
  const tag = entityTag(writeDocument(current, base));
  if (matchesStrongly(ifMatch, tag)) return;
  throw new JsonApiError(
    {
      status: 412,
      code: 'precondition_failed',
      detail: matchesWeakly(ifMatch, tag) ? WEAK : CHANGED,
      source: { header: 'If-Match' },
    },
    { headers: { ETag: tag } },
  );
}
