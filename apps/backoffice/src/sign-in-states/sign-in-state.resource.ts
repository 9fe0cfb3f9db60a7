import type { ResourceDefinition } from '#json-api';
import { recorded } from '#resources';
import type { SignInState } from '#sign-in';
import { personRelationship } from '../sessions/person-relationship.js';

/** One for each person. A list reads those of a page of people at once. */
export const signInStateResource = {
  type: 'sign-in-states',
  path: '/api/sign-in-states',
  idType: 'text',
  attributes: {
    side: recorded.side,
    hasPassword: { type: 'boolean', readOnly: true },
    hasAuthenticatorApp: { type: 'boolean', readOnly: true },
    passkeys: recorded.count,
    identities: { ...recorded.count, description: 'Linked identities at identity providers.' },
    lastSignedInAt: {
      type: 'date-time',
      nullable: true,
      readOnly: true,
      description: 'Accurate to a day; null for a person who has never signed in.',
    },
    linkPurpose: {
      type: 'string',
      nullable: true,
      values: ['invitation', 'recovery'],
      readOnly: true,
      description: 'Purpose of the one-time link that the person can use now; null without one.',
    },
    linkExpiresAt: { type: 'date-time', nullable: true, readOnly: true },
  },
  example: {
    side: 'backoffice',
    hasPassword: true,
    hasAuthenticatorApp: true,
    passkeys: 1,
    identities: 0,
    linkPurpose: null,
    linkExpiresAt: null,
  },
  relationships: { person: personRelationship },
} satisfies ResourceDefinition<SignInState>;
