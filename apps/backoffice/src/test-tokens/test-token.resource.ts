import type { ResourceDefinition } from '#json-api';

interface RequestedToken {
  id: string;
  scopes: string[];
}

/** A token of a client with which a person tries the API. It is stored nowhere. */
export const testTokenResource = {
  type: 'test-tokens',
  path: '/api/test-tokens',
  attributes: { scopes: { type: 'strings' } },
  example: { scopes: ['users:read'] },
} satisfies ResourceDefinition<RequestedToken>;
