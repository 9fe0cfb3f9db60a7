import { OAUTH_ERROR_CODES } from '../oauth.error.js';

const content = { 'application/json': { schema: { $ref: '#/components/schemas/OAuthFailure' } } };

/** The error responses of the OAuth endpoints (RFC 6749 §5.2). */
export const failureComponents = {
  responses: {
    OAuthFailure: {
      description: 'An error (RFC 6749 §5.2).',
      content,
    },
    OAuthTooManyRequests: {
      description: 'Too many requests from this client, or failed attempts from its network.',
      headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
      content,
    },
  },
  schemas: {
    OAuthFailure: {
      type: 'object',
      required: ['error', 'error_description'],
      properties: {
        error: { type: 'string', enum: [...OAUTH_ERROR_CODES, 'server_error'] },
        error_description: { type: 'string' },
        request_id: { type: 'string', description: 'Id by which the operator finds the reason.' },
      },
    },
  },
};
