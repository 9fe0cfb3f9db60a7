import { describe, expect, it } from 'vitest';
import { AccessTokenError } from './access-token.error.js';

const metadataUrl = 'https://shop.example/.well-known/oauth-protected-resource/api';

describe('RFC 6750 §3 and RFC 9728 §5.1, the challenge of an AccessTokenError', () => {
  it.each([
    ['network_not_allowed', 403, ''],
    ['expired_token', 401, ', error="invalid_token", error_description="too late"'],
    [
      'insufficient_scope',
      403,
      ', error="insufficient_scope", error_description="too late", scope="users:read"',
    ],
  ] as const)('names the metadata URL if there is one: %s', (code, status, parameters) => {
    const scope = code === 'insufficient_scope' ? 'users:read' : undefined;
    const withMetadata = new AccessTokenError(code, 'too late', {
      realm: 'shop',
      scope,
      metadataUrl,
    });
    expect(withMetadata).toMatchObject({
      status,
      headers: {
        'WWW-Authenticate': `Bearer realm="shop"${parameters}, resource_metadata="${metadataUrl}"`,
      },
    });
    const without = new AccessTokenError(code, 'too late', { realm: 'shop', scope });
    expect(without.headers).toEqual({ 'WWW-Authenticate': `Bearer realm="shop"${parameters}` });
  });

  it('names both schemes, each with all parameters, when the token is missing', () => {
    const { headers } = new AccessTokenError('missing_token', 'x', { realm: 'shop', metadataUrl });
    const common = `realm="shop", resource_metadata="${metadataUrl}"`;
    expect(headers).toEqual({
      'WWW-Authenticate': `Bearer ${common}, DPoP ${common}, algs="ES256 RS256 PS256 EdDSA Ed25519"`,
    });
  });
});
