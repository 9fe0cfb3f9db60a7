import { OPENID_SCOPES } from '../scope.js';
import { scopesOf } from '../scopes.js';
import type { ShopSide } from '../side.js';

/** Name of the security scheme for access tokens. */
export const ACCESS_TOKEN = 'accessToken';

/** Name of the security scheme for sessions of people. */
export const SESSION = 'session';

export interface SessionCookie {
  /** Name of the cookie of people who have signed in. */
  sessionCookie: string;
}

interface Described extends SessionCookie {
  side: ShopSide;
  issuer: string;
}

/** Describes the ways to prove who is calling (OpenAPI 3.1.1, "Security Scheme Object"). */
export function securitySchemes({ side, issuer, sessionCookie }: Described) {
  return {
    [ACCESS_TOKEN]: {
      type: 'oauth2',
      description:
        'An access token of this server, sent as `Authorization: Bearer …`. A token that is bound ' +
        'to a key is sent as `Authorization: DPoP …`, with a proof in the `DPoP` header (RFC 9449).',
      flows: flows(side, issuer),
    },
    [SESSION]: {
      type: 'apiKey',
      in: 'cookie',
      name: sessionCookie,
      description:
        'The session of a person who has signed in at this server, for pages of the same origin. A ' +
        'request that changes something needs `Sec-Fetch-Site: same-origin`, or the origin of this ' +
        'server in `Origin`. A request must not have an access token beside it.',
    },
    openId: {
      type: 'openIdConnect',
      description: 'OpenID Connect, for applications that find all addresses by discovery.',
      openIdConnectUrl: `${issuer}/.well-known/openid-configuration`,
    },
    clientSecret: {
      type: 'http',
      scheme: 'basic',
      description:
        'Id and secret of a client (RFC 6749 §2.3.1). Both may be sent in the body instead.',
    },
  };
}

/** A program gets a token for itself; an application in which a person signs in gets one for them. */
function flows(side: ShopSide, issuer: string) {
  const tokenUrl = `${issuer}/oauth2-token`;
  const scopes = scopesOf(side);
  return {
    clientCredentials: { tokenUrl, scopes },
    authorizationCode: {
      authorizationUrl: `${issuer}/oauth2-authorize`,
      tokenUrl,
      refreshUrl: tokenUrl,
      scopes: { ...scopes, ...OPENID_SCOPES },
    },
  };
}
