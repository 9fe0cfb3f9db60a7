import type { JsonSchema } from '../definition/json-schema.js';

export const OWN_TAG = {
  name: 'description',
  description: 'This document, and a page to read it.',
};

/** The addresses of `OpenApiModule` itself. */
export const ownPaths = {
  '/api/openapi.json': {
    get: published('openApi.read', 'Read this document', {
      mediaType: 'application/json',
      schema: { type: 'object', required: ['openapi'] },
    }),
  },
  '/api/docs': {
    get: published('docsPage.page', 'Open the page', {
      mediaType: 'text/html',
      schema: { type: 'string' },
    }),
  },
  '/api/docs/{part}': {
    get: {
      ...published('docsPage.part', 'Read a script or the style of the page', {
        mediaType: 'text/*',
        schema: { type: 'string' },
      }),
      parameters: [{ name: 'part', in: 'path', required: true, schema: { type: 'string' } }],
    },
  },
};

function published(
  operationId: string,
  summary: string,
  { mediaType, schema }: { mediaType: string; schema: JsonSchema },
): JsonSchema {
  const headers = { ETag: { schema: { type: 'string' } } };
  return {
    operationId,
    tags: [OWN_TAG.name],
    summary,
    security: [],
    responses: {
      200: { description: 'Success.', headers, content: { [mediaType]: { schema } } },
      304: { description: 'Unchanged: it still has the entity tag of `If-None-Match`.', headers },
      default: { $ref: '#/components/responses/Failure' },
    },
  };
}
