import { toObjects } from '#client';
import { api } from '../../api/client.js';

/**
 * The attributes that people set. The entity tag of a change is that of these alone: a client that gets
 * a token meanwhile has not changed.
 */
const FIELDS = [
  'name',
  'description',
  'scopes',
  'grantTypes',
  'redirectUris',
  'postLogoutRedirectUris',
  'isPublic',
  'isThirdParty',
  'accessTokenLifetime',
  'dpopBoundAccessTokens',
  'allowedNetworks',
  'enabled',
  'expiresAt',
  'contact',
  'jwks',
  'jwksUri',
  'limits',
  'updatedAt',
] as const;

const paramsOf = (id: string) => ({
  path: { id },
  query: { 'fields[oauth-clients]': [...FIELDS] },
});

/** Reads the state of a client that a change is based on. */
export async function readForChange(id: string) {
  const { data, etag } = await api.GET('/api/oauth-clients/{id}', { params: paramsOf(id) });
  return { resource: toObjects(data), etag };
}

/** The attributes that a change can set. */
export type ClientChanges = Partial<
  Omit<Awaited<ReturnType<typeof readForChange>>['resource'], 'id' | 'type' | 'updatedAt'>
>;

/** Changes a client, if it is still in the state of the entity tag. */
export async function changeClient(id: string, attributes: ClientChanges, ifMatch?: string) {
  await api.PATCH('/api/oauth-clients/{id}', {
    params: paramsOf(id),
    body: { data: { type: 'oauth-clients', id, attributes } } as never,
    ifMatch,
  });
}
