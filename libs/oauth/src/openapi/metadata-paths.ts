import type { OAuthSettings } from '../oauth-settings.js';
import { protectedResource, RESOURCE_METADATA_PATH } from '../resource.js';

const TEXTS = { type: 'array', items: { type: 'string' } };
const URL = { type: 'string', format: 'uri' };
const TAG = { ETag: { schema: { type: 'string' } } };

/**
 * The paths of the public metadata and keys. The API has metadata only if it is a protected
 * resource.
 */
export function metadataPaths(options: Pick<OAuthSettings, 'issuer' | 'audience'>) {
  return {
    '/.well-known/oauth-authorization-server': server('metadata'),
    '/.well-known/openid-configuration': server('openidConfiguration'),
    '/.well-known/jwks.json': KEYS,
    ...(protectedResource(options) && {
      [`/${RESOURCE_METADATA_PATH}`]: resource('metadata'),
      [`/${RESOURCE_METADATA_PATH}/api`]: resource('metadataOfApi'),
    }),
  };
}

const KEYS = published({
  operationId: 'jwks.jwks',
  summary: 'Read the public keys (RFC 7517)',
  mediaType: 'application/jwk-set+json',
  isTagged: true,
  schema: {
    type: 'object',
    required: ['keys'],
    properties: { keys: { type: 'array', items: { type: 'object', required: ['kty', 'kid'] } } },
  },
});

function server(name: string) {
  return metadata({
    operationId: `metadata.${name}`,
    summary: 'Read the metadata of the authorization server (RFC 8414)',
    required: ['issuer', 'token_endpoint', 'jwks_uri', 'grant_types_supported'],
    properties: {
      issuer: URL,
      token_endpoint: URL,
      revocation_endpoint: URL,
      introspection_endpoint: URL,
      jwks_uri: URL,
      grant_types_supported: TEXTS,
      scopes_supported: TEXTS,
    },
  });
}

function resource(name: string) {
  return metadata({
    operationId: `resourceMetadata.${name}`,
    summary: 'Read the metadata of the API as a protected resource (RFC 9728)',
    required: ['resource', 'authorization_servers'],
    properties: { resource: URL, authorization_servers: TEXTS, scopes_supported: TEXTS },
  });
}

interface Metadata {
  operationId: string;
  summary: string;
  required: string[];
  properties: object;
}

/** Metadata may have more members (RFC 8414 §2, RFC 9728 §2). */
function metadata({ required, properties, ...operation }: Metadata) {
  const schema = { type: 'object', required, properties, additionalProperties: true };
  return published({ ...operation, schema });
}

interface Published {
  operationId: string;
  summary: string;
  mediaType?: string;
  /** True when answers have an entity tag. */
  isTagged?: boolean;
  schema: object;
}

function published(path: Published) {
  const { mediaType = 'application/json', isTagged = false, schema, ...operation } = path;
  const headers = isTagged && { headers: TAG };
  return {
    get: {
      ...operation,
      tags: ['metadata'],
      security: [],
      responses: {
        200: {
          description: 'The published document.',
          ...headers,
          content: { [mediaType]: { schema } },
        },
        ...(isTagged && {
          304: { description: 'Unchanged since the version in `If-None-Match`.', headers: TAG },
        }),
        default: { $ref: '#/components/responses/Failure' },
      },
    },
  };
}
