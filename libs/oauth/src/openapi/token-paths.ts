/** Of whoever has to show that it is the client, in the form (RFC 6749 §2.3.1, RFC 7523 §2.2). */
const CLIENT = {
  client_id: { type: 'string' },
  client_secret: { type: 'string', format: 'password' },
  client_assertion_type: {
    type: 'string',
    enum: ['urn:ietf:params:oauth:client-assertion-type:jwt-bearer'],
  },
  client_assertion: { type: 'string', description: 'A JWT that a key of the client has signed.' },
};

const TOKEN = { type: 'string', format: 'password', description: 'An access token.' };

const KEY_PROOF = {
  name: 'DPoP',
  in: 'header',
  description: 'A proof of the key to which the token is to be bound (RFC 9449 §5).',
  schema: { type: 'string' },
};

/** The endpoints where clients show their credentials (RFC 6749, 7009, 7662, and one of our own). */
export const tokenPaths = {
  '/oauth2-token': {
    post: {
      operationId: 'token.token',
      summary: 'Take an access token',
      parameters: [KEY_PROOF],
      ...endpoint(
        {
          grant_type: { type: 'string', enum: ['client_credentials'] },
          ...CLIENT,
          scope: { type: 'string', description: 'Separated by spaces; left out, all.' },
          resource: { type: 'string', format: 'uri', description: 'The API (RFC 8707 §2).' },
        },
        ['grant_type'],
        answer({
          token_type: { type: 'string', enum: ['Bearer', 'DPoP'] },
          expires_in: { type: 'integer', description: 'Seconds.' },
          access_token: { type: 'string' },
          scope: { type: 'string', description: 'Separated by spaces.' },
        }),
      ),
    },
  },
  '/oauth2-token/revoke': {
    post: {
      operationId: 'revocation.revoke',
      summary: 'Give a token back before its end',
      ...endpoint({ token: TOKEN, ...CLIENT }, ['token'], {
        ...answer({}),
        description: 'It is worth nothing from now on (RFC 7009 §2.2).',
      }),
    },
  },
  '/oauth2-token/introspect': {
    post: {
      operationId: 'introspection.introspect',
      summary: 'Ask what a token is worth',
      description: 'For clients with the scope `tokens:introspect`.',
      ...endpoint({ token: TOKEN, ...CLIENT }, ['token'], introspection()),
    },
  },
  '/oauth2-token/self-revoke': {
    post: {
      operationId: 'selfRevocation.revoke',
      summary: 'End a secret that has leaked',
      description: 'Who holds it may: no client id is asked for.',
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

function answer(properties: object) {
  const schema = { type: 'object', required: Object.keys(properties), properties };
  return { description: 'As asked for.', content: { 'application/json': { schema } } };
}

function introspection() {
  const text = { type: 'string' };
  const time = { type: 'integer', description: 'Unix seconds.' };
  const properties = {
    active: { type: 'boolean', description: 'Of one that is not, nothing else is said.' },
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
  };
  const schema = { type: 'object', required: ['active'], properties };
  return { description: 'RFC 7662 §2.2.', content: { 'application/json': { schema } } };
}
