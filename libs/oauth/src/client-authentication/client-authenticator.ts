import { Inject, Injectable } from '@nestjs/common';
import type { RegisteredClient } from '../clients/registered-client.js';
import { hashClientSecret, verifyClientSecret } from '../clients/client-secret.js';
import { ClientsRepository, isClientId } from '../clients/clients.repository.js';
import type { FormParameters } from '../form-parameters.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { readClientSecretBasic, type ClientCredentials } from './client-secret-basic.js';

/** What the token endpoint takes, in the names of the registry (RFC 7591 §4.2). */
export const CLIENT_AUTHENTICATION_METHODS = ['client_secret_basic', 'client_secret_post'] as const;

/** Compared against when there is no such client, so that both answers take the same time. */
const NOBODY = [hashClientSecret('nobody')];

/** Tells which client of this side is asking, or refuses (RFC 6749 §2.3). */
@Injectable()
export class ClientAuthenticator {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly clients: ClientsRepository,
  ) {}

  /** @throws OAuthError `invalid_client`, or `invalid_request` for a malformed or double attempt */
  async authenticate(
    parameters: FormParameters,
    authorization: string | undefined,
  ): Promise<RegisteredClient> {
    const { clientId, clientSecret } = readCredentials(parameters, authorization);
    const client = await this.clients.find(this.options.side, clientId);

    const proven = verifyClientSecret(clientSecret, client?.secretHashes ?? NOBODY);

    if (client?.enabled && proven) return client;
    throw new OAuthError('invalid_client', 'client authentication failed', {
      cause: reason(client, proven, clientId),
    });
  }
}

/** For the log only. What has not the form of an id may be a secret in the wrong place. */
function reason(client: RegisteredClient | null, proven: boolean, clientId: string): string {
  if (!client) return isClientId(clientId) ? `no client ${clientId}` : 'the client_id is not an id';
  return proven ? `client ${clientId} is disabled` : `wrong secret for client ${clientId}`;
}

/** Exactly one method a request (RFC 6749 §2.3); the id may be repeated in the body. */
function readCredentials(
  parameters: FormParameters,
  authorization: string | undefined,
): ClientCredentials {
  const clientId = parameters.get('client_id');
  const clientSecret = parameters.get('client_secret');
  if (authorization === undefined) {
    if (clientId !== undefined && clientSecret !== undefined) return { clientId, clientSecret };
    throw new OAuthError('invalid_client', 'client_id and client_secret are required');
  }
  if (!/^Basic(?: |$)/i.test(authorization)) {
    throw new OAuthError('invalid_client', 'the only Authorization scheme taken here is Basic');
  }
  const credentials = readClientSecretBasic(authorization);
  if (clientSecret !== undefined || (clientId ?? credentials.clientId) !== credentials.clientId) {
    throw new OAuthError('invalid_request', 'use one client authentication method, not two');
  }
  return credentials;
}
