import { JSON_API_MEDIA_TYPE } from '../negotiation/media-type.js';
import type { Components } from './components.js';
import type { OpenApiOptions } from './open-api.options.js';
import {
  arrayOf,
  JSON_API_OBJECT,
  type JsonSchema,
  objectSchema,
} from '../definition/json-schema.js';

/** The failures of a route by status, with the descriptions in docs/errors.md. */
const FAILURES = {
  400: [
    'BadRequest',
    'The query or the document is malformed, or contains unknown parameters or fields.',
  ],
  401: ['Unauthorized', 'There is no valid access token.'],
  403: ['Forbidden', 'The token does not allow this request.'],
  404: ['NotFound', 'The resource, or a resource that the document refers to, does not exist.'],
  406: ['NotAcceptable', `Accept excludes ${JSON_API_MEDIA_TYPE}.`],
  409: ['Conflict', 'The state of this resource or of another one does not allow the request.'],
  410: ['Gone', 'The answer kept for this `Idempotency-Key` was deleted with its resource.'],
  412: [
    'PreconditionFailed',
    'The resource has changed: its entity tag does not match `If-Match`.',
  ],
  413: ['ContentTooLarge', 'The document is too large.'],
  415: [
    'UnsupportedMediaType',
    'Content-Type is not one of the media types of the request, or the body has a Content-Encoding.',
  ],
  422: ['UnprocessableContent', 'An attribute or a relationship has an invalid value.'],
  429: ['TooManyRequests', 'The client has sent too many requests, or too many costly reads.'],
  503: ['ServiceUnavailable', 'The server cannot answer now.'],
} as const;

type FailureStatus = keyof typeof FAILURES;

interface Route {
  method: string;
  path: string;
  takesDocument: boolean;
  isProtected: boolean;
  isConditional: boolean;
  isIdempotent: boolean;
}

interface FailureContext {
  components: Components;
  options: Pick<OpenApiOptions, 'errorCodes'>;
}

/** Returns the failures of a route; `default` covers those of any request, such as 405 and 500. */
export function failureResponses(
  route: Route,
  context: FailureContext,
): Record<string, JsonSchema> {
  const { method, path, takesDocument, isProtected, isConditional, isIdempotent } = route;
  const isChange = method !== 'get';
  const statuses: FailureStatus[] = [
    400,
    ...(isProtected ? ([401, 403] as const) : []),
    ...(path.includes('{') || isProtected || takesDocument ? ([404] as const) : []),
    406,
    ...(isChange ? ([409] as const) : []),
    ...(isIdempotent ? ([410] as const) : []),
    ...(isConditional ? ([412] as const) : []),
    ...(takesDocument ? ([413] as const) : []),
    415,
    ...(takesDocument ? ([422] as const) : []),
    429,
    503,
  ];
  const responses = statuses.map((status) => [String(status), failure(status, context)]);
  return { ...Object.fromEntries(responses), default: otherFailure(context) } as Record<
    string,
    JsonSchema
  >;
}

function failure(status: FailureStatus, { components, options }: FailureContext): JsonSchema {
  const [name, description] = FAILURES[status];
  const codes = options.errorCodes[status];
  return components.response(name, () => {
    const schema = codes
      ? components.schema(`${name}Errors`, () => errorsSchema({ enum: [...codes] }))
      : components.schema('Errors', () => errorsSchema());
    return {
      ...errorsResponse(description, schema),
      ...((status === 401 || status === 403) && { headers: CHALLENGE }),
      ...((status === 429 || status === 503) && { headers: RETRY_AFTER }),
    };
  });
}

/** RFC 9110 §11.6.1. */
const CHALLENGE = {
  'WWW-Authenticate': {
    description: 'The error of the token, and the scope that the request needs.',
    schema: { type: 'string' },
  },
};

/** RFC 9110 §10.2.3. */
const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
};

function otherFailure({ components }: FailureContext): JsonSchema {
  const description = 'Any other failure: 405 with `Allow` for an unsupported method, 5xx.';
  return components.response('Failure', () =>
    errorsResponse(
      description,
      components.schema('Errors', () => errorsSchema()),
    ),
  );
}

function errorsResponse(description: string, schema: JsonSchema): JsonSchema {
  return { description, content: { [JSON_API_MEDIA_TYPE]: { schema } } };
}

/** jsonapi.org 1.1, "Error Objects", as this server has them. */
function errorsSchema(codes: JsonSchema = { pattern: '^[a-z_]+$' }): JsonSchema {
  const text = { type: 'string' };
  const error = objectSchema(
    {
      id: { type: 'string', description: 'The request id.' },
      status: { type: 'string', pattern: '^[45]\\d\\d$' },
      code: { type: 'string', ...codes, description: 'Stable, for programs.' },
      title: text,
      detail: { type: 'string', description: 'The problem, and what to do about it.' },
      source: {
        ...objectSchema({ pointer: text, parameter: text, header: text }, []),
        description: 'The part of the request that caused the error.',
      },
      links: objectSchema({ type: text, about: text }, []),
      meta: { type: 'object' },
    },
    ['id', 'status', 'code', 'title', 'detail'],
  );
  return objectSchema({
    jsonapi: JSON_API_OBJECT,
    errors: arrayOf(error, { minItems: 1 }),
  });
}
