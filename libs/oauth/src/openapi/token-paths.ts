import { GRANT_TYPES, VISITOR_GRANT } from '../clients/client-grants.js';
import type { ShopSide } from '../side.js';

/** Parameters with which a client authenticates in the body (RFC 6749 §2.3.1, RFC 7523 §2.2). */
const CLIENT = {
  client_id: { type: 'string' },
  client_secret: { type: 'string', format: 'password' },
  client_assertion_type: {
    type: 'string',
    enum: ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
  },
  client_assertion: { type: 'string', description: 'A JWT signed with a key of the client.' },
};

const TOKEN = { type: 'string', format: 'password', description: 'An access token.' };

const ANY_TOKEN = { ...TOKEN, description: 'An access token or a refresh token.' };

/** Parameters of the authorization code grant (RFC 6749 §4.1.3, RFC 7636 §4.5). */
const CODE = {
  code: { type: 'string', description: 'The code of the authorization endpoint.' },
  redirect_uri: { type: 'string', description: 'As in the authorization request.' },
  code_verifier: { type: 'string', description: 'The text whose hash was the code challenge.' },
};

const KEY_PROOF = {
  name: 'DPoP',
  in: 'header',
  description: 'A DPoP proof of the key to which the server binds the token (RFC 9449 §5).',
  schema: { type: 'string' },
};

/**
 * The endpoints that take credentials (RFC 6749, 7009, 7662, and self-revocation of this server).
 */
export function tokenPaths(side: ShopSide) {
  const grantTypes = GRANT_TYPES.filter((type) => side === 'storefront' || type !== VISITOR_GRANT);
  return { '/oauth2-token': tokenPath(grantTypes), ...OTHER_PATHS };
}

function tokenPath(grantTypes: readonly string[]) {
  return {
    post: {
      operationId: 'token.token',
      summary: 'Get an access token',
      parameters: [KEY_PROOF],
      ...endpoint(
        {
          grant_type: { type: 'string', enum: grantTypes },
          ...CODE,
          ...CLIENT,
          refresh_token: {
            type: 'string',
            format: 'password',
            description: 'For the grant of that name. The answer has the token that replaces it.',
          },
          scope: {
            type: 'string',
            description:
              'Separated by spaces. By default, all scopes of the client or of the refresh token.',
          },
          resource: {
            type: 'string',
            format: 'uri',
            description: 'The audience of the API (RFC 8707 §2).',
          },
        },
        ['grant_type'],
        answer(
          {
            token_type: { type: 'string', enum: ['Bearer', 'DPoP'] },
            expires_in: { type: 'integer', description: 'Seconds.' },
            access_token: { type: 'string' },
            scope: { type: 'string', description: 'Separated by spaces.' },
          },
          {
            refresh_token: { type: 'string', format: 'password', description: 'For people only.' },
            id_token: { type: 'string', description: 'For the scope `openid`.' },
          },
        ),
      ),
    },
  };
}

const OTHER_PATHS = {
  '/oauth2-token/revoke': {
    post: {
      operationId: 'revocation.revoke',
      summary: 'Revoke a token before it expires',
      ...endpoint({ token: ANY_TOKEN, ...CLIENT }, ['token'], {
        ...answer({}),
        description: 'The token is no longer valid (RFC 7009 §2.2).',
      }),
    },
  },
  '/oauth2-token/par': {
    post: {
      operationId: 'pushedAuthorization.push',
      summary: 'Push an authorization request (RFC 9126)',
      description: 'With the parameters of an authorization request (RFC 6749 §4.1.1).',
      parameters: [KEY_PROOF],
      ...pushed(),
    },
  },
  '/oauth2-token/introspect': {
    post: {
      operationId: 'introspection.introspect',
      summary: 'Find out whether a token is active',
      description: 'For clients with the scope `tokens:introspect`.',
      ...endpoint({ token: TOKEN, ...CLIENT }, ['token'], introspection()),
    },
  },
  '/oauth2-token/self-revoke': {
    post: {
      operationId: 'selfRevocation.revoke',
      summary: 'Revoke a client secret that has leaked',
      description: 'Needs only the secret itself, and no client id.',
      ...endpoint({ client_secret: CLIENT.client_secret }, ['client_secret'], {
        ...answer({ revoked: { const: true } }),
      }),
      security: [],
    },
  },
};

function endpoint(properties: object, required: readonly string[], success: object) {
  const schema = { type: 'object', required, properties };
  return {
    tags: ['oauth'],
    security: [{ clientSecret: [] }, {}],
    requestBody: {
      required: true,
      content: {
        'application/x-www-form-urlencoded': { schema },
        'application/json': { schema },
      },
    },
    responses: {
      200: success,
      429: { $ref: '#/components/responses/OAuthTooManyRequests' },
      default: { $ref: '#/components/responses/OAuthFailure' },
    },
  };
}

function answer(always: object, sometimes: object = {}) {
  const properties = { ...always, ...sometimes };
  const schema = { type: 'object', required: Object.keys(always), properties };
  return { description: 'The request succeeded.', content: { 'application/json': { schema } } };
}

/** RFC 9126 §2.2 */
function pushed() {
  const text = { type: 'string' };
  const parameters = { response_type: { const: 'code' }, redirect_uri: text, scope: text };
  const pkce = { code_challenge: text, code_challenge_method: { const: 'S256' } };
  const required = ['response_type', 'redirect_uri', 'code_challenge', 'code_challenge_method'];
  const success = answer({
    request_uri: text,
    expires_in: { type: 'integer', description: 'Seconds.' },
  });
  const { responses, ...others } = endpoint(
    { ...parameters, ...pkce, state: text, ...CLIENT },
    required,
    success,
  );
  const { 200: created, ...failures } = responses;
  return { ...others, responses: { 201: created, ...failures } };
}

function introspection() {
  const text = { type: 'string' };
  const time = { type: 'integer', description: 'Unix seconds.' };
  const properties = {
    active: { type: 'boolean', description: 'When false, there are no other members.' },
    scope: text,
    client_id: text,
    sub: text,
    aud: text,
    iss: text,
    exp: time,
    iat: time,
    jti: text,
    token_type: { type: 'string', enum: ['Bearer', 'DPoP'] },
    cnf: { type: 'object', properties: { jkt: text } },
    auth_time: { ...time, description: 'For a person who has signed in: when. Unix seconds.' },
    acr: { ...text, enum: ['1', '2'] },
    amr: { type: 'array', items: text },
  };
  const schema = { type: 'object', required: ['active'], properties };
  return {
    description: 'The state of the token (RFC 7662 §2.2).',
    content: { 'application/json': { schema } },
  };
}
