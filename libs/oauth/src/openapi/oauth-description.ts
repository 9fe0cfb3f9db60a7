import { Reflector } from '@nestjs/core';
import type { OAuthSettings } from '../oauth-settings.js';
import { accessTokenErrorCodes } from '../protected-resource/access-token.error.js';
import { RequireScope } from '../protected-resource/access-token.guard.js';
import { alternativesOf, type RequiredScope } from '../protected-resource/required-scope.js';
import type { ShopSide } from '../side.js';
import { scopesOf } from '../scopes.js';
import { failureComponents } from './failure-responses.js';
import { metadataPaths } from './metadata-paths.js';
import { tokenPaths } from './token-paths.js';
import { userinfoPath } from './userinfo-path.js';

/** Name of the security scheme for access tokens. */
const ACCESS_TOKEN = 'accessToken';

/**
 * Describes the endpoints of this lib and the scopes of its routes for an OpenAPI document (OpenAPI
 * 3.1.1, "Security Scheme Object"), as plain data.
 */
export function oauthDescription(
  side: ShopSide,
  { issuer, audience }: Pick<OAuthSettings, 'issuer' | 'audience'>,
) {
  const reflector = new Reflector();
  return {
    /**
     * Returns the alternatives that a route with `@RequireScope` accepts, each with all its scopes.
     */
    securityOf: (handler: object): Record<string, string[]>[] => {
      const required: RequiredScope = reflector.get(RequireScope, handler as () => unknown) ?? [];
      return alternativesOf(required).map((scopes) => ({ [ACCESS_TOKEN]: [...scopes] }));
    },
    /** The codes with which such a route rejects a token. */
    errorCodes: { 401: accessTokenErrorCodes(401) },
    contribution: {
      tags: [
        { name: 'oauth', description: 'Tokens, for authenticated clients.' },
        { name: 'metadata', description: 'The metadata and the public keys of the server.' },
      ],
      paths: { ...tokenPaths, ...userinfoPath, ...metadataPaths({ issuer, audience }) },
      components: { ...failureComponents, securitySchemes: securitySchemes(side, issuer) },
    },
  };
}

function securitySchemes(side: ShopSide, issuer: string) {
  const scopes = scopesOf(side);
  return {
    [ACCESS_TOKEN]: {
      type: 'oauth2',
      description:
        'An access token of this server, sent as `Authorization: Bearer …`. A token that is bound ' +
        'to a key is sent as `Authorization: DPoP …`, with a proof in the `DPoP` header (RFC 9449).',
      flows: { clientCredentials: { tokenUrl: `${issuer}/oauth2-token`, scopes } },
    },
    clientSecret: {
      type: 'http',
      scheme: 'basic',
      description:
        'Id and secret of a client (RFC 6749 §2.3.1). Both may be sent in the body instead.',
    },
  };
}
