import type { ResourceDefinition } from '#json-api';
import { SIDES, type SigningKeyAdministration } from '#oauth';
import { recorded } from '#resources';
import type { KeyUsage } from './key-usage.repository.js';

/** A key as a resource, with its `kid` as id. */
type ListedKey = Awaited<ReturnType<SigningKeyAdministration['list']>>[number];

export interface ListedSigningKey extends Omit<ListedKey, 'kid'>, KeyUsage {
  id: string;
}

/**
 * The resource shows neither half of the key. `/.well-known/jwks.json` publishes the public half. Keys are
 * few: the process that lists them filters and sorts them, so no index is needed.
 */
export const signingKeyResource = {
  type: 'signing-keys',
  path: '/api/signing-keys',
  attributes: {
    side: { type: 'string', filter: true, values: SIDES },
    algorithm: { type: 'string' },
    state: {
      type: 'string',
      filter: true,
      values: ['announced', 'active', 'retired'],
      readOnly: true,
    },
    createdAt: recorded.time,
    activatedAt: { ...recorded.time, nullable: true },
    retiredAt: { ...recorded.time, nullable: true },
    verifiesUntil: { ...recorded.time, nullable: true },
    lackedBy: {
      type: 'strings',
      readOnly: true,
      description:
        'Running processes of the side that cannot use the key yet: host and process id.',
    },
    instances: { type: 'integer', readOnly: true, description: 'Running processes of the side.' },
    liveTokens: {
      type: 'integer',
      readOnly: true,
      description:
        'Tokens that a withdrawal would end, as far as they are counted: by the hour, and some time ' +
        'after they were issued.',
    },
    liveClients: { type: 'integer', readOnly: true, description: 'Clients with such tokens.' },
    // Null for keys of the storefront, whose key-encryption key the back office lacks.
    authentic: { type: 'boolean', nullable: true, readOnly: true },
  },
  example: {
    side: 'backoffice',
    algorithm: 'ES256',
    state: 'active',
    lackedBy: [],
    instances: 2,
    liveTokens: 1200,
    liveClients: 14,
  },
} satisfies ResourceDefinition<ListedSigningKey>;
