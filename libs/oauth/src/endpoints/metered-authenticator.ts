import { Injectable } from '@nestjs/common';
import { ClientAuthenticator } from '../client-authentication/client-authenticator.js';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { FormParameters } from '../form-parameters.js';
import { ClientLimits, type OAuthLimit } from '../limits/client-limits.js';
import { Usage } from '../usage/usage.js';
import type { EndpointRequest } from './endpoint.js';
import { parametersOf } from './parameters.js';

/** A request whose client has authenticated, and may make it by its quota. */
interface MeteredRequest {
  parameters: FormParameters;
  client: ClientSnapshot;

  /** The quota of the client, as headers of the answer. */
  quota: Readonly<Record<string, string>>;
}

/** Authenticates the client of a request, and counts the request in the client's usage and quota. */
@Injectable()
export class MeteredAuthenticator {
  constructor(
    private readonly authenticator: ClientAuthenticator,
    private readonly limits: ClientLimits,
    private readonly usage: Usage,
  ) {}

  /** @throws OAuthError `too_many_requests`, and the errors of `ClientAuthenticator` */
  async authenticate(request: EndpointRequest, limit: OAuthLimit): Promise<MeteredRequest> {
    const parameters = parametersOf(request);
    const authenticated = await this.authenticator.authenticate(parameters, request, limit);
    this.usage.authenticated(authenticated);
    const { client } = authenticated;
    return { parameters, client, quota: this.limits.take(limit, authenticated) };
  }
}
