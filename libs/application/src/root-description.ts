import type { Config } from '#config';
import type { Side } from '#oauth';
import type { RootDocument } from './root-page.js';

/** Describes the root of a server. All documents are public. */
export function rootDocument({ issuer, audience }: Config[Side], title: string): RootDocument {
  const isResource = audience === `${issuer}/api`; // otherwise its metadata is 404
  return {
    title,
    description:
      'An OAuth 2.0 authorization server, and the JSON:API that its tokens give access to.',
    url: issuer,
    documents: {
      documentation: ['/api/docs', 'Documentation of the API'],
      openapi: ['/api/openapi.json', 'OpenAPI document'],
      authorization_server: [
        '/.well-known/oauth-authorization-server',
        'Metadata of the authorization server',
      ],
      ...(isResource && {
        protected_resource: ['/.well-known/oauth-protected-resource', 'Metadata of the API'],
      }),
      jwks: ['/.well-known/jwks.json', 'Public keys that verify access tokens'],
    },
  };
}

const URL = { type: 'string', format: 'uri' };

/** The root in the OpenAPI document. */
export const rootPath = {
  get: {
    operationId: 'root.read',
    tags: ['metadata'],
    summary: 'Read what this server is, and where its documents are',
    security: [],
    responses: {
      200: {
        description: 'JSON, or a page for a browser.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              required: 'title description documentation openapi authorization_server jwks'.split(
                ' ',
              ),
              properties: {
                title: { type: 'string' },
                description: { type: 'string' },
                documentation: URL,
                openapi: URL,
                authorization_server: URL,
                protected_resource: URL,
                jwks: URL,
              },
            },
          },
          'text/html': { schema: { type: 'string' } },
        },
      },
      default: { $ref: '#/components/responses/Failure' },
    },
  },
};
