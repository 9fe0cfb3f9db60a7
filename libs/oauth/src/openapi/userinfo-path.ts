const TEXT = { type: 'string' };

const PROPERTIES = {
  sub: { ...TEXT, description: 'Id of the person.' },
  name: TEXT,
  given_name: TEXT,
  family_name: TEXT,
  preferred_username: TEXT,
  email: TEXT,
};

/** The userinfo endpoint (OpenID Connect Core §5.3), for tokens with the scope `openid`. */
export const userinfoPath = {
  '/oauth2-userinfo': {
    get: operation('userinfo.read'),
    post: operation('userinfo.readByPost'),
  },
};

function operation(operationId: string) {
  const schema = { type: 'object', required: ['sub'], properties: PROPERTIES };
  return {
    operationId,
    summary: 'Read who has signed in (OpenID Connect)',
    tags: ['oauth'],
    security: [{ accessToken: ['openid'] }, { openId: ['openid'] }],
    responses: {
      200: { description: 'The person.', content: { 'application/json': { schema } } },
      default: { $ref: '#/components/responses/Failure' },
    },
  };
}
