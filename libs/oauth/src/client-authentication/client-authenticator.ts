import { Injectable } from '@nestjs/common';
import { matchingSecrets } from '../clients/client-secret.js';
import {
  clientFault,
  type RegisteredClient,
  type RegisteredSecret,
} from '../clients/registered-client.js';
import { RegisteredClients } from '../clients/registered-clients.js';
import type { FormParameters } from '../form-parameters.js';
import { networkOf } from '../network.js';
import { AuthenticationRefusals, type Requester } from './authentication-refusals.js';
import { KnownNetworksRepository } from './known-networks.repository.js';
import { type ClientCredentials, readCredentials } from './client-credentials.js';

/** What the token endpoint takes, in the names of the registry (RFC 7591 §4.2). */
export const CLIENT_AUTHENTICATION_METHODS = ['client_secret_basic', 'client_secret_post'] as const;

/** A client that has proven who it is. */
export interface AuthenticatedClient {
  client: RegisteredClient;
  /** The one by which it has. */
  secret: RegisteredSecret;
  address: string;
  /** See `networkOf`. */
  network: string;
}

type Verdict = { secret: RegisteredSecret } | { reason: string };

/** Tells which client of this side is asking, or refuses (RFC 6749 §2.3). */
@Injectable()
export class ClientAuthenticator {
  constructor(
    private readonly clients: RegisteredClients,
    private readonly refusals: AuthenticationRefusals,
    private readonly knownNetworks: KnownNetworksRepository,
  ) {}

  /**
   * A known client costs the database nothing. A failure costs the same reads
   * and writes whatever its reason is, so that time tells no more than the answer.
   *
   * @throws OAuthError `invalid_client`, `too_many_requests`, or `invalid_request` for a malformed
   * or double attempt
   */
  async authenticate(
    parameters: FormParameters,
    requester: Requester,
  ): Promise<AuthenticatedClient> {
    const credentials = readCredentials(parameters, requester.authorization);
    const { clientId } = credentials;
    if ('fault' in credentials) {
      await this.clients.reload(clientId);
      throw await this.refusals.refuse({ clientId, reason: credentials.fault, requester });
    }
    const { client, verdict } = await this.#judge(credentials, requester.address);
    if (!client || 'reason' in verdict) {
      const reason = 'reason' in verdict ? verdict.reason : 'unknown_client';
      throw await this.refusals.refuse({ clientId, reason, requester, client });
    }
    const { address } = requester;
    const network = networkOf(address);
    if (!client.knownNetworks.has(network)) {
      await this.refusals.requireUnblocked({ client, network, requester });
      await this.knownNetworks.add(client, network);
    }
    return { client, secret: verdict.secret, address, network };
  }

  /** A failure is never one of what was remembered: a secret may be a moment old. */
  async #judge(credentials: ClientCredentials, address: string) {
    const { clientId } = credentials;
    const remembered = this.clients.findInMemory(clientId);
    if (remembered) {
      const verdict = judge(remembered, credentials, address);
      if ('secret' in verdict) return { client: remembered, verdict };
    }
    const client = await this.clients.reload(clientId);
    return { client, verdict: judge(client, credentials, address) };
  }
}

/** The reason is for the operator; its first word is its kind. */
function judge(
  client: RegisteredClient | null,
  { clientSecret }: ClientCredentials,
  address: string,
): Verdict {
  if (!client) return { reason: 'unknown_client' };
  const [secret] = matchingSecrets(clientSecret, client.secrets);
  const fault = clientFault(client, address);
  if (!secret) return { reason: fault ? `wrong_secret: and ${fault}` : 'wrong_secret' };
  const secretReason = secretFault(secret);
  if (secretReason) return { reason: secretReason };
  return fault ? { reason: fault } : { secret };
}

function secretFault({ hint, notBefore, expiresAt }: RegisteredSecret): string | null {
  const now = Date.now() / 1000;
  if (expiresAt !== null && expiresAt <= now) {
    return `expired_secret: the one that ends in ${hint} expired at ${timeText(expiresAt)}`;
  }
  if (notBefore !== null && notBefore > now) {
    return `early_secret: the one that ends in ${hint} is good from ${timeText(notBefore)}`;
  }
  return null;
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
