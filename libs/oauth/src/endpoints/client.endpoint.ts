import { Inject } from '@nestjs/common';
import { ClientAuthenticator } from '../client-authentication/client-authenticator.js';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import type { FormParameters } from '../form-parameters.js';
import { ofClient } from '../oauth.error.js';
import { ClientLimits, type OAuthLimit } from '../limits/client-limits.js';
import { Usage } from '../usage/usage.js';
import type { Endpoint, EndpointAnswer, EndpointRequest } from './endpoint.js';
import { parametersOf } from './parameters.js';

/** A request of a client that has authenticated. */
export interface ClientRequest extends EndpointRequest {
  parameters: FormParameters;
  client: ClientSnapshot;
}

/**
 * An endpoint for clients, other than the token endpoint: it authenticates them, and counts requests
 * in their usage and quotas.
 */
export abstract class ClientEndpoint implements Endpoint {
  readonly method = 'POST';

  abstract readonly paths: readonly string[];

  /** The quota to which a request belongs. */
  protected abstract readonly limit: OAuthLimit;

  @Inject() private readonly authenticator!: ClientAuthenticator;
  @Inject() protected readonly limits!: ClientLimits;
  @Inject() protected readonly usage!: Usage;

  /** @throws OAuthError `too_many_requests`, and the errors of `ClientAuthenticator` */
  async answer(request: EndpointRequest): Promise<EndpointAnswer> {
    const parameters = parametersOf(request);
    const authenticated = await this.authenticator.authenticate(parameters, request, this.limit);
    this.usage.authenticated(authenticated);
    const { client } = authenticated;
    try {
      const quota = this.limits.take(this.limit, authenticated);
      const answer = await this.answerClient({ ...request, parameters, client });
      return { ...answer, headers: { ...quota, ...answer.headers } };
    } catch (error) {
      throw ofClient(error, client.clientId);
    }
  }

  protected abstract answerClient(request: ClientRequest): Promise<EndpointAnswer>;
}
