import { type Backoffice, toObjects } from '#client';
import { api } from '../../api/client.js';

type Body = Backoffice['/api/oauth-clients/{id}']['patch']['requestBody']['content'];

type Change = NonNullable<Body['application/vnd.api+json']['data']['attributes']>;

/** The attributes that people set. The compiler reports one of the API that is missing here. */
const IS_SET: Readonly<Record<keyof Change, true>> = {
  name: true,
  description: true,
  scopes: true,
  grantTypes: true,
  redirectUris: true,
  postLogoutRedirectUris: true,
  isPublic: true,
  isThirdParty: true,
  accessTokenLifetime: true,
  dpopBoundAccessTokens: true,
  allowedNetworks: true,
  enabled: true,
  expiresAt: true,
  contact: true,
  jwks: true,
  jwksUri: true,
  limits: true,
};

/**
 * The fields of a client for a change. The entity tag of a change is that of these alone: a client that
 * gets a token meanwhile has not changed.
 */
const FIELDS = [...(Object.keys(IS_SET) as (keyof Change)[]), 'updatedAt'] as const;

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
