import type { ResourceDefinition } from '#json-api';
import { PURPOSES } from './create-sign-in-link.js';

interface RequestedLink {
  id: string;
  purpose: (typeof PURPOSES)[number];
}

/** A one-time link for a person. No answer has it: it goes to the e-mail address of the person alone. */
export const signInLinkResource = {
  type: 'sign-in-links',
  path: '/api/sign-in-links',
  attributes: { purpose: { type: 'string', values: PURPOSES } },
  example: { purpose: 'invitation' },
} satisfies ResourceDefinition<RequestedLink>;
