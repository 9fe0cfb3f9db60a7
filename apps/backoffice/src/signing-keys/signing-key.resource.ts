import type { ResourceDefinition } from '#json-api';
import type { SigningKeyAdministration } from '#oauth';

/** A key by its `kid`, as resources have it. */
type ListedKey = Awaited<ReturnType<SigningKeyAdministration['list']>>[number];

export interface ListedSigningKey extends Omit<ListedKey, 'kid'> {
  id: string;
}

/** Neither half of the key: the public one is published, with its `kid`, in `/.well-known/jwks.json`. */
export const signingKeyResource = {
  type: 'signing-keys',
  path: '/api/signing-keys',
  attributes: {
    side: { type: 'string', filter: true },
    algorithm: { type: 'string' },
    state: { type: 'string', filter: true, readOnly: true },
    createdAt: { type: 'date-time', sort: true, readOnly: true },
    activatedAt: { type: 'date-time', nullable: true, readOnly: true },
    retiredAt: { type: 'date-time', nullable: true, readOnly: true },
    verifiesUntil: { type: 'date-time', nullable: true, readOnly: true },
    lackedBy: { type: 'strings', readOnly: true },
    // Null for keys of the storefront, whose key-encryption key the back office lacks.
    authentic: { type: 'boolean', nullable: true, readOnly: true },
  },
} satisfies ResourceDefinition<ListedSigningKey>;
