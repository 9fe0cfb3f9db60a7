import { Reflector } from '@nestjs/core';
import type { OAuthOptions } from '../oauth.options.js';
import { accessTokenErrorCodes } from '../protected-resource/access-token.error.js';
import { RequireScope } from '../protected-resource/access-token.guard.js';
import { alternativesOf, type RequiredScope } from '../protected-resource/required-scope.js';
import { SCOPES, type Side } from '../side.js';
import { failureComponents } from './failure-responses.js';
import { metadataPaths } from './metadata-paths.js';
import { tokenPaths } from './token-paths.js';

/** Of an access token, and of a client's own secret. */
const ACCESS_TOKEN = 'accessToken';

/**
 * The endpoints of this lib and the scopes of its routes for an OpenAPI document
 * (OpenAPI 3.1.1, "Security Scheme Object"), as plain data.
 */
export function oauthDescription(
  side: Side,
  { issuer, audience }: Pick<OAuthOptions, 'issuer' | 'audience'>,
) {
  const reflector = new Reflector();
  return {
    /** The alternatives that a route with `@RequireScope` accepts, each with all its scopes. */
    securityOf: (handler: object): Record<string, string[]>[] => {
      const required: RequiredScope = reflector.get(RequireScope, handler as () => unknown) ?? [];
      return alternativesOf(required).map((scopes) => ({ [ACCESS_TOKEN]: [...scopes] }));
    },
    /** With which such a route refuses a token. */
    errorCodes: { 401: accessTokenErrorCodes(401) },
    contribution: {
      tags: [
        { name: 'oauth', description: 'Tokens, for clients that show who they are.' },
        { name: 'metadata', description: 'What the server offers, and its public keys.' },
      ],
      paths: { ...tokenPaths, ...metadataPaths({ issuer, audience }) },
      components: { ...failureComponents, securitySchemes: securitySchemes(side, issuer) },
    },
  };
}

function securitySchemes(side: Side, issuer: string) {
  const scopes = Object.fromEntries(SCOPES[side].map((scope) => [scope, purposeOf(scope)]));
  return {
    [ACCESS_TOKEN]: {
      type: 'oauth2',
      description:
        'A token of this server, as `Authorization: Bearer …`; one that is bound to a key as ' +
        '`Authorization: DPoP …` beside a proof in the header `DPoP` (RFC 9449).',
      flows: { clientCredentials: { tokenUrl: `${issuer}/oauth2-token`, scopes } },
    },
    clientSecret: {
      type: 'http',
      scheme: 'basic',
      description: 'Id and secret of a client (RFC 6749 §2.3.1); both may be in the form instead.',
    },
  };
}

/** `users:read` lets a client read users. */
function purposeOf(scope: string): string {
  const [noun, verb] = scope.split(':');
  return `${verb} ${noun}`;
}
