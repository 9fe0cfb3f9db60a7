import type { JsonSchema } from '../definition/json-schema.js';
import { componentName, type Components } from './components.js';
import type { Route } from './routes.js';

/** Descriptions of the request headers. */
const HEADERS = {
  'If-Match': 'Changes the resource only if it still has this entity tag; otherwise 412.',
  'If-None-Match': 'Sends the answer only if it no longer has this entity tag; otherwise 304.',
  'Idempotency-Key': 'The server runs requests with the same key only once.',
  'Latchkey-LSN': 'That of an answer to a change: the read shows at least this change.',
  'X-Include': '`totalCount`: the number of all resources, in the header `X-Include-Total-Count`.',
};

/** Returns the request headers of a route. */
export function headerParameters(
  { method, description: { isConditional, isIdempotent, collection, linked } }: Route,
  { components, isProtected }: { components: Components; isProtected: boolean },
): JsonSchema[] {
  const isTaken = {
    'If-Match': isConditional,
    'If-None-Match': method === 'get',
    'Idempotency-Key': isIdempotent,
    'Latchkey-LSN': method === 'get' && isProtected,
    'X-Include': collection ?? linked,
  };
  return Object.entries(HEADERS)
    .filter(([name]) => isTaken[name as keyof typeof HEADERS])
    .map(([name, description]) =>
      components.parameter(componentName(name), () => ({
        name,
        in: 'header',
        description,
        schema: { type: 'string' },
      })),
    );
}

/** Headers of answers. */
export const ETAG = {
  ETag: {
    description: 'The entity tag, for `If-Match` and `If-None-Match`; not every answer has one.',
    schema: { type: 'string' },
  },
};

export const DELETED_COUNT = {
  'X-Include-Deleted-Count': {
    description: 'The number of resources that matched; all of them are deleted.',
    schema: { type: 'integer', minimum: 0 },
  },
};

/** The header of changes. */
export const CHANGED = {
  'Latchkey-LSN': {
    description:
      'The position of the change, for later reads. Only of a server with a read replica.',
    schema: { type: 'string', pattern: '^[0-9a-f]{16}$' },
  },
};

export const LOCATION = {
  Location: {
    description: 'The address of the resource.',
    schema: { type: 'string', format: 'uri-reference' },
  },
};
