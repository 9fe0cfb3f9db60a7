import type { ResourceDefinition } from '#json-api';
import { recorded } from '#resources';
import { clientRelationship } from '../refresh-tokens/client-relationship.js';
import { personRelationship } from '../sessions/person-relationship.js';
import { Consent } from './consent.entity.js';

/** Clients of the operator ask for no consent, so they have none. */
export const consentResource = {
  type: 'consents',
  path: '/api/consents',
  entity: Consent,
  idType: 'text',
  attributes: {
    side: recorded.side,
    scopes: { type: 'strings', readOnly: true },
    grantedAt: { type: 'date-time', readOnly: true },
  },
  example: { side: 'storefront', scopes: ['profile:read'] },
  relationships: { client: clientRelationship, person: personRelationship },
} satisfies ResourceDefinition<Consent>;
