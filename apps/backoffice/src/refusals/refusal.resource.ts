import type { ResourceDefinition } from '#json-api';
import { RecordedRefusal } from '#oauth';
import { recorded } from '#resources';

/** Requests that the servers of both sides refused; `sort=-id` lists the newest first. */
export const refusalResource = {
  type: 'refusals',
  path: '/api/refusals',
  entity: RecordedRefusal,
  attributes: {
    occurredAt: recorded.time,
    side: recorded.side,
    requestId: {
      type: 'string',
      nullable: true,
      filter: true,
      readOnly: true,
      description:
        'Id of the request, which its answer has too. Null for refusals that are summed up.',
    },
    clientId: {
      type: 'string',
      nullable: true,
      filter: true,
      readOnly: true,
      description: 'Client that the request named. It may not exist.',
    },
    address: {
      type: 'string',
      nullable: true,
      readOnly: true,
      description: 'Address of the caller. For refusals that are summed up, a network.',
    },
    method: { type: 'string', nullable: true, readOnly: true },
    route: {
      type: 'string',
      nullable: true,
      readOnly: true,
      description: 'Pattern of the path, without values of the request.',
    },
    status: { type: 'integer', readOnly: true },
    code: { type: 'string', filter: true, readOnly: true, description: 'Code of the answer.' },
    reason: {
      type: 'string',
      nullable: true,
      readOnly: true,
      description: 'The reason that the answer hides, as `kind: details`.',
    },
    required: {
      type: 'string',
      nullable: true,
      readOnly: true,
      description: 'Scopes, seconds since the sign-in, or the quota that the request would need.',
    },
    description: {
      type: 'string',
      nullable: true,
      readOnly: true,
      description: 'Text of the answer.',
    },
    occurrences: {
      ...recorded.count,
      description: 'Number of refusals of the same caller and code that this one sums up.',
    },
    explanation: {
      type: 'object',
      readOnly: true,
      description:
        'The reason in words (`text`, which follows "because"), what to do (`advice`), and the ' +
        'parts of the reason: `kind`, `details`, `further` and `isLocked`.',
    },
  },
  example: {
    side: 'backoffice',
    requestId: '73ad4b44-81d3-4e82-b6d1-5b15cd557ed4',
    clientId: '5f0c1a52-9d1e-4c3b-8f6a-2b7d90e4c1aa',
    address: '10.0.0.7',
    method: 'POST',
    route: '/oauth2-token',
    status: 401,
    code: 'invalid_client',
    reason: 'wrong_secret',
    required: null,
    description: 'client authentication failed',
    occurrences: 1,
    explanation: {
      kind: 'wrong_secret',
      isLocked: false,
      further: null,
      details: null,
      text: 'this client has never had this secret',
      advice:
        'Compare the last four characters of the secret that the program sends with those shown for the client.',
    },
  },
} satisfies ResourceDefinition<RecordedRefusal>;
