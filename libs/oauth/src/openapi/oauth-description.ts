import { Reflector } from '@nestjs/core';
import type { OAuthSettings } from '../oauth-settings.js';
import { accessTokenErrorCodes } from '../protected-resource/access-token.error.js';
import { RequireScope } from '../protected-resource/access-token.guard.js';
import { alternativesOf, type RequiredScope } from '../protected-resource/required-scope.js';
import type { ShopSide } from '../side.js';
import { failureComponents } from './failure-responses.js';
import { metadataPaths } from './metadata-paths.js';
import { ACCESS_TOKEN, SESSION, type SessionCookie, securitySchemes } from './security-schemes.js';
import { tokenPaths } from './token-paths.js';
import { userinfoPath } from './userinfo-path.js';

/**
 * Describes the endpoints of this lib and the scopes of its routes for an OpenAPI document (OpenAPI
 * 3.1.1, "Security Scheme Object"), as plain data.
 */
export function oauthDescription(
  side: ShopSide,
  { issuer, audience, sessionCookie }: Pick<OAuthSettings, 'issuer' | 'audience'> & SessionCookie,
) {
  const reflector = new Reflector();
  return {
    /**
     * Returns the alternatives that a route with `@RequireScope` accepts, each with all its scopes: a
     * token, or the session of a person, whose roles have the scopes.
     */
    securityOf: (handler: object): Record<string, string[]>[] => {
      const required: RequiredScope = reflector.get(RequireScope, handler as () => unknown) ?? [];
      const alternatives = alternativesOf(required);
      return [ACCESS_TOKEN, SESSION].flatMap((scheme) =>
        alternatives.map((scopes) => ({ [scheme]: [...scopes] })),
      );
    },
    /** The codes with which such a route rejects a token. */
    errorCodes: { 401: accessTokenErrorCodes(401) },
    contribution: {
      tags: [
        { name: 'oauth', description: 'Tokens, for authenticated clients.' },
        { name: 'metadata', description: 'The metadata and the public keys of the server.' },
      ],
      paths: { ...tokenPaths(side), ...userinfoPath, ...metadataPaths({ issuer, audience }) },
      components: {
        ...failureComponents,
        securitySchemes: securitySchemes({ side, issuer, sessionCookie }),
      },
    },
  };
}
