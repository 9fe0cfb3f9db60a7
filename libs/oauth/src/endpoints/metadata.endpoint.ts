import { Inject, Injectable } from '@nestjs/common';
import { CLIENT_AUTHENTICATION_METHODS } from '../client-authentication/client-authenticator.js';
import { Grants } from '../grants/grants.js';
import { ALGORITHM_NAMES } from '../jws/signing-algorithm.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { protectedResource } from '../resource.js';
import { type Endpoint, type EndpointAnswer, JSON_HEADERS } from './endpoint.js';

/**
 * Publishes the metadata of this server (RFC 8414 §2). The second address is for verifiers that
 * support no other. It does not make the server an OpenID provider: RFC 8414 §3.1 and §5 let a
 * plain authorization server publish the same document there.
 */
@Injectable()
export class MetadataEndpoint implements Endpoint {
  readonly method = 'GET';
  readonly paths = ['oauth-authorization-server', 'openid-configuration'].map(
    (name) => `/.well-known/${name}`,
  );
  readonly rootPaths: readonly string[];
  readonly headers = { ...JSON_HEADERS, 'cache-control': 'public, max-age=300' };

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly grants: Grants,
  ) {
    const { path } = options; // RFC 8414 §3.1
    this.rootPaths = path === '' ? [] : [`/.well-known/oauth-authorization-server${path}`];
  }

  async answer(): Promise<EndpointAnswer> {
    const { issuer, scopes } = this.options;
    const resource = protectedResource(this.options);
    const { types } = this.grants;
    const forPeople = types.includes('authorization_code');
    // Only a client for people may be public, and RFC 7662 §2.1 requires authorization.
    const methods = [...CLIENT_AUTHENTICATION_METHODS, ...(forPeople ? ['none'] : [])];
    const document = {
      issuer,
      token_endpoint: `${issuer}/oauth2-token`,
      revocation_endpoint: `${issuer}/oauth2-token/revoke`,
      introspection_endpoint: `${issuer}/oauth2-token/introspect`,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      grant_types_supported: types,
      response_types_supported: [], // required by §2; there is no authorization endpoint
      ...clientAuthentication('token_endpoint', methods),
      ...clientAuthentication('revocation_endpoint', methods),
      ...clientAuthentication('introspection_endpoint', CLIENT_AUTHENTICATION_METHODS),
      scopes_supported: Object.keys(scopes),
      dpop_signing_alg_values_supported: ALGORITHM_NAMES, // RFC 9449 §5.1
      ...(resource && { protected_resources: [resource.identifier] }), // RFC 9728 §4
    };
    return { status: 200, body: JSON.stringify(document) };
  }
}

function clientAuthentication(
  endpoint: string,
  methods: readonly string[],
): Record<string, readonly string[]> {
  return {
    [`${endpoint}_auth_methods_supported`]: methods,
    [`${endpoint}_auth_signing_alg_values_supported`]: ALGORITHM_NAMES,
  };
}
