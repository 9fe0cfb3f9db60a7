import { Inject, Injectable } from '@nestjs/common';
import { isDatabaseUnavailable } from '#database';
import { annotate, inSpan } from '#telemetry';
import type { ClientSnapshot } from '../clients/client-snapshot.js';
import { ClientCache } from '../clients/client-cache.js';
import type { FormParameters } from '../form-parameters.js';
import { ClientLimits, type OAuthLimit } from '../limits/client-limits.js';
import { networkOf } from '../network.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { type AuthenticatedClient, methodOf } from './authenticated-client.js';
import {
  AuthenticationFailureHandler,
  type RequestContext,
} from './authentication-failure-handler.js';
import type { AssertionCredentials } from './assertion-credentials.js';
import { ClientAssertions } from './client-assertions.js';
import {
  type ClientCredentials,
  CREDENTIALS_REQUIRED,
  readCredentials,
} from './client-credentials.js';
import {
  type AuthenticationResult,
  combineWithClient,
  publicMismatch,
  verifySecret,
  withWhiteSpaceHint,
} from './authentication-result.js';
import { KnownNetworksRepository } from './known-networks.repository.js';

/** Authenticates the client of a request (RFC 6749 §2.3). */
@Injectable()
export class ClientAuthenticator {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly clients: ClientCache,
    private readonly failureHandler: AuthenticationFailureHandler,
    private readonly knownNetworks: KnownNetworksRepository,
    private readonly assertions: ClientAssertions,
    private readonly limits: ClientLimits,
  ) {}

  /**
   * Authenticates the client of a request. A public client has no credentials: it is identified by
   * its id, and what it asks for must prove the rest (RFC 6749 §3.2.1).
   *
   * A cached client needs the database only for an assertion and for a network new to it. Failures cost
   * the same reads and writes for every reason, so that the time of the answer reveals nothing more
   * than the answer. While the database is away, cached clients with a secret are authenticated, and all
   * other requests get `temporarily_unavailable`. A client beyond its quota for `limit` does not use
   * up its assertion, which would write a row.
   *
   * @throws OAuthError `invalid_client`, `too_many_requests`, `temporarily_unavailable`, or
   * `invalid_request` for malformed credentials and for two methods at once
   */
  // Not `async`: without an SDK the span then adds no promise to a token.
  authenticate(
    parameters: FormParameters,
    requester: RequestContext,
    limit: OAuthLimit,
  ): Promise<AuthenticatedClient> {
    return inSpan({ name: 'authenticate' }, () => this.#authenticate(parameters, requester, limit));
  }

  async #authenticate(
    parameters: FormParameters,
    requester: RequestContext,
    limit: OAuthLimit,
  ): Promise<AuthenticatedClient> {
    const { address } = requester;
    const credentials = readCredentials(
      parameters,
      requester.authorization,
      this.options.assertions,
    );
    const { client, result } = await this.#verify(credentials, requester);
    if (!client || 'reason' in result) {
      const { clientId } = credentials;
      const reason = 'reason' in result ? result.reason : 'unknown_client';
      const description = 'isPublic' in credentials ? CREDENTIALS_REQUIRED : undefined;
      throw await this.failureHandler.reject({ clientId, reason, requester, client, description });
    }
    const network = networkOf(address);
    // There is nothing to guess, and the networks of all people who sign in would be too many.
    const method = methodOf(credentials, requester);
    if (client.isPublic) return { client, secret: null, method, address, network };
    const isKnown = client.knownNetworks.has(network);
    if (!isKnown) await this.#requireUnblocked({ client, network, requester });
    if ('assertion' in credentials) {
      this.limits.require(limit, client);
      await this.#useAssertion(credentials, { client, requester });
    }
    if (!isKnown) await this.#addNetwork(client, network);
    annotate({ 'latchkey.client_id': client.clientId, 'latchkey.client_authentication': method });
    return { client, secret: result.secret, method, address, network };
  }

  async #requireUnblocked(by: Parameters<AuthenticationFailureHandler['requireUnblocked']>[0]) {
    const { clientId } = by.client;
    // Only a failure of the work is ignored: a client without a free turn must not get past the
    // block.
    const work = async () => ignoreUnavailable(this.failureHandler.requireUnblocked(by));
    await this.limits.inTurn(clientId, work);
  }

  async #addNetwork(client: ClientSnapshot, network: string): Promise<void> {
    const { clientId } = client;
    await ignoreUnavailable(
      this.limits.inTurn(clientId, async () => this.knownNetworks.add(client, network)),
    );
  }

  /** Never fails by a cached client alone: the secret may be newer than the cache. */
  async #verify(credentials: ClientCredentials, requester: RequestContext) {
    const { clientId } = credentials;
    const { address } = requester;
    const cached = this.clients.findInMemory(clientId);
    if (cached) {
      const result = await this.#resultFor(cached, credentials, address);
      if ('secret' in result) return { client: cached, result };
    }
    try {
      const client = await this.clients.reload(clientId);
      return { client, result: await this.#resultFor(client, credentials, address) };
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      return this.#verifyByStaleClient(credentials, requester);
    }
  }

  /**
   * Accepts credentials by the stale client while the database is away, and never rejects any by
   * it.
   */
  async #verifyByStaleClient(credentials: ClientCredentials, requester: RequestContext) {
    const { clientId } = credentials;
    const client = this.clients.findStale(clientId);
    const result = await this.#resultFor(client, credentials, requester.address);
    if (client && 'secret' in result) return { client, result };
    const reason = 'reason' in result ? result.reason : 'unknown_client';
    throw await this.failureHandler.postpone({ clientId, reason, requester });
  }

  /** Returns a promise only for an assertion, whose key may have to be fetched. */
  #resultFor(
    client: ClientSnapshot | null,
    credentials: ClientCredentials,
    address: string,
  ): AuthenticationResult | Promise<AuthenticationResult> {
    if ('problem' in credentials) return { reason: credentials.problem };
    if (!client) return { reason: withWhiteSpaceHint('unknown_client', credentials.clientId) };
    const mismatch = publicMismatch(credentials, client);
    if (mismatch) return combineWithClient(mismatch, client, address);
    if ('assertion' in credentials) {
      return this.assertions
        .verify(credentials, client)
        .then((result) => combineWithClient(result, client, address));
    }
    const result =
      'isPublic' in credentials ? { secret: null } : verifySecret(credentials.clientSecret, client);
    return combineWithClient(result, client, address);
  }

  /** Runs after all other checks, so that only its client can use up an assertion. */
  async #useAssertion(
    credentials: AssertionCredentials,
    { client, requester }: { client: ClientSnapshot; requester: RequestContext },
  ): Promise<void> {
    const { clientId } = client;
    const isFirst = await this.assertions.use(credentials).catch(async ({ message }: Error) => {
      const reason = `the use of the assertion cannot be recorded: ${message}`;
      throw await this.failureHandler.postpone({ clientId, reason, requester });
    });
    if (isFirst) return;
    const reason = 'replayed_assertion';
    throw await this.failureHandler.reject({ clientId, reason, requester, client });
  }
}

/**
 * Ignores that the database is away, for work that correct credentials do not need: nobody guesses
 * 256 bits, and `Usage` records the network later.
 */
async function ignoreUnavailable(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isDatabaseUnavailable(error)) throw error;
  }
}
