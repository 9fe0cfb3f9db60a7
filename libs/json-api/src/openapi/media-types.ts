import { ATOMIC_OPERATIONS } from '../atomic/operation.js';
import type { JsonSchema } from '../definition/json-schema.js';
import { JSON_API_MEDIA_TYPE, JSON_MEDIA_TYPE } from '../negotiation/media-type.js';
import type { RouteDescription } from '../route-description.js';

/** Returns the media type, with the extension of the route's documents if there is one. */
export function answerType({ operations }: RouteDescription): string {
  return operations ? `${JSON_API_MEDIA_TYPE};ext="${ATOMIC_OPERATIONS}"` : JSON_API_MEDIA_TYPE;
}

/** Returns the media types that a route accepts. Only JSON:API's can name an extension. */
export function requestTypes(description: RouteDescription): string[] {
  const type = answerType(description);
  return description.operations ? [type] : [type, JSON_MEDIA_TYPE];
}

/** Returns the Media Type Objects of a body (OpenAPI 3.1.1, "Request Body Object"). */
export function contentOf(mediaTypes: readonly string[], schema: JsonSchema): JsonSchema {
  return Object.fromEntries(mediaTypes.map((mediaType) => [mediaType, { schema }]));
}
