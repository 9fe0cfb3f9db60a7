import { toObjects } from '#client';
import { api } from '../../api/client.js';
import { daysFromNow } from '../data/clients.js';
import { linesOf, textOrNull } from '../data/form-values.js';
import type { NewClientValues } from './presets.js';

/** Registers the client; it has no secret yet. */
export async function createClient(values: NewClientValues) {
  const { preset, side, name, scopes, isPublic, owner } = values;
  const isApp = preset === 'app';
  const attributes = {
    side,
    name: name.trim(),
    scopes,
    description: textOrNull(values.description),
    contact: textOrNull(values.contact),
    allowedNetworks: linesOf(values.allowedNetworks),
    grantTypes: isApp ? ['authorization_code', 'refresh_token'] : ['client_credentials'],
    isPublic: isApp && isPublic,
    ...(isApp && { redirectUris: linesOf(values.redirectUris) }),
  };
  const type = side === 'backoffice' ? 'users' : 'customer-users';
  const relationships =
    owner === '' ? {} : { relationships: { owner: { data: { type, id: owner } } } };
  const { data } = await api.POST('/api/oauth-clients', {
    body: { data: { type: 'oauth-clients', attributes, ...relationships } } as never,
  });
  return toObjects(data);
}

/**
 * Makes the first secret of a client, and returns it. The caller keeps it in the state of one screen,
 * and nowhere else.
 */
export async function makeSecret(client: string, secretDays: string): Promise<string> {
  const attributes = secretDays === '' ? {} : { expiresAt: daysFromNow(Number(secretDays)) };
  const { data } = await api.POST('/api/oauth-client-secrets', {
    body: {
      data: {
        type: 'oauth-client-secrets',
        attributes,
        relationships: { client: { data: { type: 'oauth-clients', id: client } } },
      },
    },
  });
  return (data as unknown as { meta: { secret: string } }).meta.secret;
}
