import type { ResourceDefinition } from '#json-api';
import { recorded } from '#resources';
import { type AuthenticationFactor, FACTOR_KINDS } from '#sign-in';
import { personRelationship } from '../sessions/person-relationship.js';

/** No attribute has a secret or a hash: the views of the tables do not have them either. */
export const authenticationFactorResource = {
  type: 'authentication-factors',
  path: '/api/authentication-factors',
  idType: 'text',
  attributes: {
    side: recorded.side,
    kind: { type: 'string', filter: true, values: FACTOR_KINDS, readOnly: true },
    name: {
      type: 'string',
      nullable: true,
      readOnly: true,
      description:
        'Name that the person has given a passkey, or name of the provider of a linked identity.',
    },
    provider: {
      type: 'string',
      nullable: true,
      readOnly: true,
      description: 'Key of the provider of a linked identity; null for other factors.',
    },
    setUpAt: {
      type: 'date-time',
      readOnly: true,
      description:
        'Time at which the password was set, the app was confirmed, the codes were made, the ' +
        'passkey was added, or the identity was linked.',
    },
    lastUsedAt: {
      type: 'date-time',
      nullable: true,
      readOnly: true,
      description: 'Null for a password and an app, whose use is not recorded.',
    },
    codesLeft: {
      type: 'integer',
      nullable: true,
      readOnly: true,
      description: 'Recovery codes that are not used; null for other factors.',
    },
  },
  example: {
    side: 'storefront',
    kind: 'passkey',
    name: 'Telephone',
    provider: null,
    codesLeft: null,
  },
  relationships: { person: personRelationship },
} satisfies ResourceDefinition<AuthenticationFactor>;
