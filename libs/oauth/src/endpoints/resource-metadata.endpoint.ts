import { Inject, Injectable, NotFoundException } from '@nestjs/common';
import { ALGORITHM_NAMES } from '../jws/signing-algorithm.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { protectedResource, RESOURCE_METADATA_PATH } from '../resource.js';
import type { Endpoint, EndpointAnswer } from './endpoint.js';
import { JSON_HEADERS } from './answers.js';

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
  readonly rootPaths: readonly string[];
  readonly headers = { ...JSON_HEADERS, 'cache-control': 'public, max-age=300' };

  constructor(@Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings) {
    const { path } = options; // RFC 9728 §3.1
    this.rootPaths = path === '' ? [] : [`/${RESOURCE_METADATA_PATH}${path}/api`];
  }

  async answer(): Promise<EndpointAnswer> {
    const { issuer, scopes } = this.options;
    const resource = protectedResource(this.options);
    if (!resource) throw new NotFoundException();
    const document = {
      resource: resource.identifier,
      authorization_servers: [issuer],
      scopes_supported: Object.keys(scopes),
      bearer_methods_supported: ['header'], // RFC 6750 §2.1
      dpop_signing_alg_values_supported: ALGORITHM_NAMES,
    };
    return { status: 200, body: JSON.stringify(document) };
  }
}
