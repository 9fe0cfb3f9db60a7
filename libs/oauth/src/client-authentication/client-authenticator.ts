import { Inject, Injectable } from '@nestjs/common';
import { isDatabaseUnavailable } from '#database';
import {
  clientInactiveReason,
  type ClientSnapshot,
  type SecretSnapshot,
} from '../clients/client-snapshot.js';
import { ClientCache } from '../clients/client-cache.js';
import type { FormParameters } from '../form-parameters.js';
import { ClientLimits } from '../limits/client-limits.js';
import { networkOf } from '../network.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import {
  AuthenticationFailureHandler,
  type RequestContext,
} from './authentication-failure-handler.js';
import type { AssertionCredentials } from './client-assertion.js';
import { ClientAssertions } from './client-assertions.js';
import { type ClientCredentials, readCredentials } from './client-credentials.js';
import { verifySecret, type AuthenticationResult, withShape } from './authentication-result.js';
import { KnownNetworksRepository } from './known-networks.repository.js';

/** What the token endpoint takes, in the names of the registry (RFC 7591 §4.2). */
export const CLIENT_AUTHENTICATION_METHODS = [
  'client_secret_basic',
  'client_secret_post',
  'private_key_jwt',
] as const;

/** A client that has proven who it is. */
export interface AuthenticatedClient {
  client: ClientSnapshot;
  /** The one by which it has; null for another way. */
  secret: SecretSnapshot | null;
  address: string;
  /** See `networkOf`. */
  network: string;
}

/** Tells which client of this side is asking, or refuses (RFC 6749 §2.3). */
@Injectable()
export class ClientAuthenticator {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly clients: ClientCache,
    private readonly refusals: AuthenticationFailureHandler,
    private readonly knownNetworks: KnownNetworksRepository,
    private readonly assertions: ClientAssertions,
    private readonly limits: ClientLimits,
  ) {}

  /**
   * A known client costs the database nothing, except for the note that an
   * assertion is used. A failure costs the same reads
   * and writes whatever its reason is, so that time tells no more than the answer.
   * While the database is away, a known client gets what it asks for, and all
   * others are asked to come again.
   *
   * @throws OAuthError `invalid_client`, `too_many_requests`, `temporarily_unavailable`, or
   * `invalid_request` for a malformed or double attempt
   */
  async authenticate(
    parameters: FormParameters,
    requester: RequestContext,
  ): Promise<AuthenticatedClient> {
    const { address } = requester;
    const credentials = readCredentials(
      parameters,
      requester.authorization,
      this.options.assertions,
    );
    const { client, verdict } = await this.#judge(credentials, requester);
    if (!client || 'reason' in verdict) {
      const { clientId } = credentials;
      const reason = 'reason' in verdict ? verdict.reason : 'unknown_client';
      throw await this.refusals.refuse({ clientId, reason, requester, client });
    }
    const network = networkOf(address);
    const isKnown = client.knownNetworks.has(network);
    if (!isKnown) await this.#requireUnblocked({ client, network, requester });
    if ('assertion' in credentials) await this.#use(credentials, { client, requester });
    if (!isKnown) await this.#note(client, network);
    return { client, secret: verdict.secret, address, network };
  }

  async #requireUnblocked(by: Parameters<AuthenticationFailureHandler['requireUnblocked']>[0]) {
    const { clientId } = by.client;
    // A client that has taken all its turns must not get past the block, so only the work may fail.
    const work = async () => ifThere(this.refusals.requireUnblocked(by));
    await this.limits.inTurn(clientId, work);
  }

  async #note(client: ClientSnapshot, network: string): Promise<void> {
    const { clientId } = client;
    await ifThere(
      this.limits.inTurn(clientId, async () => this.knownNetworks.add(client, network)),
    );
  }

  /** A failure is never one of what was remembered: a secret may be a moment old. */
  async #judge(credentials: ClientCredentials, requester: RequestContext) {
    const { clientId } = credentials;
    const { address } = requester;
    const remembered = this.clients.findInMemory(clientId);
    if (remembered) {
      const verdict = await this.#verdict(remembered, credentials, address);
      if ('secret' in verdict) return { client: remembered, verdict };
    }
    try {
      const client = await this.clients.reload(clientId);
      return { client, verdict: await this.#verdict(client, credentials, address) };
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      return this.#judgeByMemory(credentials, requester);
    }
  }

  /** While the database is away: yes by what was right a while ago, and no by nothing. */
  async #judgeByMemory(credentials: ClientCredentials, requester: RequestContext) {
    const { clientId } = credentials;
    const client = this.clients.findStale(clientId);
    const verdict = await this.#verdict(client, credentials, requester.address);
    if (client && 'secret' in verdict) return { client, verdict };
    const reason = 'reason' in verdict ? verdict.reason : 'unknown_client';
    throw await this.refusals.postpone({ clientId, reason, requester });
  }

  /** A promise only for an assertion, whose key may have to be fetched. */
  #verdict(
    client: ClientSnapshot | null,
    credentials: ClientCredentials,
    address: string,
  ): AuthenticationResult | Promise<AuthenticationResult> {
    if ('fault' in credentials) return { reason: credentials.fault };
    if (!client) return { reason: withShape('unknown_client', credentials.clientId) };
    if ('assertion' in credentials) {
      return this.assertions
        .judge(credentials, client)
        .then((verdict) => withClient(verdict, client, address));
    }
    return withClient(verifySecret(credentials.clientSecret, client), client, address);
  }

  /** Last of all, so that nobody but its client can use an assertion up. */
  async #use(
    credentials: AssertionCredentials,
    { client, requester }: { client: ClientSnapshot; requester: RequestContext },
  ): Promise<void> {
    const { clientId } = client;
    const isFirst = await this.assertions.use(credentials).catch(async ({ message }: Error) => {
      const reason = `the assertion cannot be noted as used: ${message}`;
      throw await this.refusals.postpone({ clientId, reason, requester });
    });
    if (isFirst) return;
    const reason = 'replayed_assertion';
    throw await this.refusals.refuse({ clientId, reason, requester, client });
  }
}

/** The verdict about credentials together with that about their client. */
function withClient(
  verdict: AuthenticationResult,
  client: ClientSnapshot,
  address: string,
): AuthenticationResult {
  const fault = clientInactiveReason(client, address);
  if (fault === null) return verdict;
  if ('secret' in verdict) return { reason: fault };
  // A reason with details says enough.
  return verdict.reason.includes(':') ? verdict : { reason: `${verdict.reason}: and ${fault}` };
}

/**
 * What right credentials can do without while the database is away. Nobody
 * guesses 256 bits, and `Usage` writes the network down later.
 */
async function ifThere(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
  }
}
