import { Inject, Injectable } from '@nestjs/common';
import { PROMPTS } from '../authorization/authorization-request.js';
import { CLIENT_AUTHENTICATION_METHODS } from '../client-authentication/authenticated-client.js';
import { Grants } from '../grants/grants.js';
import { ALGORITHM_NAMES } from '../jws/signing-algorithm.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { ACR_VALUES } from '../people/person-sessions.js';
import { protectedResource } from '../resource.js';
import { OPENID_SCOPES } from '../scope.js';
import type { Endpoint, EndpointAnswer } from './endpoint.js';
import { JSON_HEADERS } from './answers.js';

const CLAIMS = (
  'iss sub aud exp iat auth_time nonce acr amr sid at_hash ' +
  'name given_name family_name preferred_username email'
).split(' ');

/**
 * Publishes the metadata of this server (RFC 8414 §2) at the addresses of both specifications: the
 * second is that of OpenID Connect Discovery §4. A server whose people do not sign in publishes the
 * same document there without being an OpenID provider (RFC 8414 §3.1, §5).
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
      response_types_supported: [], // required by §2
      ...clientAuthentication('token_endpoint', methods),
      ...clientAuthentication('revocation_endpoint', methods),
      ...clientAuthentication('introspection_endpoint', CLIENT_AUTHENTICATION_METHODS),
      scopes_supported: Object.keys(scopes),
      ...(forPeople && peopleMetadata(issuer, scopes)),
      dpop_signing_alg_values_supported: ALGORITHM_NAMES, // RFC 9449 §5.1
      ...(resource && { protected_resources: [resource.identifier] }), // RFC 9728 §4
    };
    return { status: 200, body: JSON.stringify(document) };
  }
}

/**
 * Metadata of an OpenID provider (OpenID Connect Discovery §3), with RFC 9207 §3. Every algorithm can
 * be that of an ID token: the operator chooses the algorithm of the signing key.
 */
function peopleMetadata(issuer: string, scopes: Readonly<Record<string, string>>) {
  return {
    authorization_endpoint: `${issuer}/oauth2-authorize`,
    pushed_authorization_request_endpoint: `${issuer}/oauth2-token/par`, // RFC 9126 §5
    userinfo_endpoint: `${issuer}/oauth2-userinfo`,
    end_session_endpoint: `${issuer}/oauth2-logout`, // RP-Initiated Logout §2.1
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    code_challenge_methods_supported: ['S256'], // RFC 7636 §6.2
    authorization_response_iss_parameter_supported: true,
    prompt_values_supported: PROMPTS,
    request_parameter_supported: false,
    request_uri_parameter_supported: false, // by default true
    scopes_supported: [...Object.keys(scopes), ...Object.keys(OPENID_SCOPES)],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ALGORITHM_NAMES,
    acr_values_supported: ACR_VALUES,
    claims_parameter_supported: true,
    claims_supported: CLAIMS,
  };
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
