import { Controller, Get, Header, Inject, NotFoundException } from '@nestjs/common';
import { ALGORITHM_NAMES } from '../jws/signing-algorithm.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { protectedResource, RESOURCE_METADATA_PATH } from '../resource.js';
import { SCOPES } from '../side.js';

/**
 * What the API asks of its callers (RFC 9728 §2). At the address that follows
 * from the API's URL (§3.1), and without `/api` for those who know the host only.
 *
 * No `jwks_uri`: that would be keys with which the API signs its answers, and it
 * signs none. Those that sign tokens are in the metadata of the authorization server.
 */
@Controller(RESOURCE_METADATA_PATH)
export class ResourceMetadataController {
  constructor(@Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions) {}

  @Get(['', 'api'])
  @Header('Cache-Control', 'public, max-age=300')
  metadata() {
    const { issuer, side } = this.options;
    const resource = protectedResource(this.options);
    if (!resource) throw new NotFoundException();
    return {
      resource: resource.identifier,
      authorization_servers: [issuer],
      scopes_supported: SCOPES[side],
      bearer_methods_supported: ['header'], // RFC 6750 §2.1
      dpop_signing_alg_values_supported: ALGORITHM_NAMES,
    };
  }
}
