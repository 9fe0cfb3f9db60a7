import { OAUTH_ERROR_CODES } from '../oauth.error.js';
import { accessTokenErrorCodes } from '../protected-resource/access-token.error.js';

const CHALLENGE = {
  'WWW-Authenticate': {
    description: 'What is wrong with the token, and where the metadata of the API is.',
    schema: { type: 'string' },
  },
};

/** The errors document of JSON:API, with one of these codes. */
function errorsWith(codes: readonly string[]) {
  const error = { type: 'object', properties: { code: { enum: codes } } };
  const errors = { type: 'object', properties: { errors: { type: 'array', items: error } } };
  return { allOf: [{ $ref: '#/components/schemas/Errors' }, errors] };
}

/** How routes that need an access token refuse, and how the token endpoint does. */
export const failureComponents = {
  responses: {
    Unauthorized: {
      description: 'There is no good access token.',
      headers: CHALLENGE,
      content: {
        'application/vnd.api+json': { schema: errorsWith(accessTokenErrorCodes(401)) },
      },
    },
    Forbidden: {
      description: 'The token lacks the scope, or its client may not do this.',
      headers: CHALLENGE,
      content: {
        'application/vnd.api+json': { schema: { $ref: '#/components/schemas/Errors' } },
      },
    },
    OAuthFailure: {
      description: 'Refused (RFC 6749 §5.2).',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/OAuthFailure' } } },
    },
  },
  schemas: {
    OAuthFailure: {
      type: 'object',
      required: ['error', 'error_description'],
      properties: {
        error: { type: 'string', enum: [...OAUTH_ERROR_CODES, 'server_error'] },
        error_description: { type: 'string' },
        request_id: { type: 'string', description: 'By which the operator finds the reason.' },
      },
    },
  },
};
