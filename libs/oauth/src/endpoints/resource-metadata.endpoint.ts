import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { ALGORITHM_NAMES } from '../jws/signing-algorithm.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { protectedResource, RESOURCE_METADATA_PATH } from '../resource.js';
import { SCOPES } from '../scopes.js';
import { type Endpoint, type EndpointAnswer, JSON_HEADERS } from './endpoint.js';

/**
 * Publishes the metadata of the API as a protected resource (RFC 9728 §2). It is at the address
 * that follows from the URL of the API (§3.1), and without `/api` for clients that know only the
 * host.
 *
 * There is no `jwks_uri`: it would list keys with which the API signs its responses, and the API
 * signs none. The metadata of the authorization server names the keys that sign tokens.
 */
@Injectable()
export class ResourceMetadataEndpoint implements Endpoint {
  readonly method = 'GET';
  readonly paths = ['', '/api'].map((resource) => `/${RESOURCE_METADATA_PATH}${resource}`);
  readonly headers = { ...JSON_HEADERS, 'cache-control': 'public, max-age=300' };

  constructor(@Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings) {}

  async answer(): Promise<EndpointAnswer> {
    const { issuer, side } = this.options;
    const resource = protectedResource(this.options);
    if (!resource) throw new NotFoundException();
    const document = {
      resource: resource.identifier,
      authorization_servers: [issuer],
      scopes_supported: SCOPES[side],
      bearer_methods_supported: ['header'], // RFC 6750 §2.1
      dpop_signing_alg_values_supported: ALGORITHM_NAMES,
    };
    return { status: 200, body: JSON.stringify(document) };
  }
}
