import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { isDatabaseUnavailable } from '#database';
import { isClientId, type ClientSnapshot } from '../clients/client-snapshot.js';
import { networkOf } from '../network.js';
import { OAuthError, type RefusalFacts, RETRY_AFTER } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { AuthenticationReason } from '../refusals/authentication-reasons.js';
import { HostListeners } from '../usage/host-listeners.js';
import { OAuthMetrics } from '../usage/oauth.metrics.js';
import { Usage } from '../usage/usage.js';
import { AuthenticationFailureAudit } from './authentication-failure-audit.js';
import { FailedAttemptsRepository } from './failed-attempts.repository.js';

/** The facts about a request that authentication needs, besides its parameters. */
export interface RequestContext {
  authorization: string | undefined;
  /** The address of the socket, or the one that a trusted proxy sends. */
  address: string;
  requestId: string;
  /** Milliseconds, by `performance.now()`. */
  arrivedAtMs: number;
}

/** The record of a failed attempt. */
interface RecordedFailure {
  clientId: string;
  reason: string;
  requester: RequestContext;
  client?: ClientSnapshot | null;
}

interface Failure extends RecordedFailure {
  reason: AuthenticationReason;
  /** The text for the client, which must not depend on the reason. */
  description?: string;
}

/**
 * Counts and records failed authentications, and makes their error, which does not show the reason.
 */
@Injectable()
export class AuthenticationFailureHandler {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly failedAttempts: FailedAttemptsRepository,
    private readonly audit: AuthenticationFailureAudit,
    private readonly usage: Usage,
    private readonly listeners: HostListeners,
    private readonly metrics: OAuthMetrics,
  ) {}

  /**
   * True when this process has seen that the network is locked: all attempts from it are rejected.
   */
  isLocked({ address }: RequestContext): boolean {
    return this.failedAttempts.lockedFor(networkOf(address)) !== null;
  }

  /** Counts and records a failed attempt. Returns the error for the caller to throw. */
  async reject(failure: Failure): Promise<OAuthError> {
    const { clientId, reason, requester, client, description } = failure;
    const network = networkOf(requester.address);
    let wait: number | null;
    try {
      wait = await this.failedAttempts.count({ clientId, network });
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      return this.postpone({ clientId, reason, requester });
    }
    const full = wait === null ? reason : `locked: ${reason}`;
    this.#record({ clientId, reason: full, requester, client });
    await this.#equalizeTiming(requester);
    const details = {
      cause: causeOf(full, clientId),
      facts: factsOf({ clientId, reason: full, client }),
    };
    return wait === null ? invalidClient(details, description) : tooMany(wait, details);
  }

  /**
   * Returns the error to throw when the database is away and the credentials cannot be verified.
   * Cached data may be too old to reject them. The error is the same for all of them, and the
   * attempt does not count as failed.
   */
  async postpone({ clientId, reason, requester }: RecordedFailure): Promise<OAuthError> {
    const full = `unavailable: ${reason}`;
    this.#record({ clientId, reason: full, requester });
    await this.#equalizeTiming(requester);
    return new OAuthError('temporarily_unavailable', 'client authentication failed: try again', {
      cause: causeOf(full, clientId),
      headers: { 'Retry-After': RETRY_AFTER },
    });
  }

  /**
   * Rejects correct credentials from a network that is new to the client while attempts from there
   * are blocked: an attacker may have guessed the secret. From a known network the client is never
   * blocked.
   *
   * @throws OAuthError `too_many_requests`
   */
  async requireUnblocked({
    client,
    network,
    requester,
  }: {
    client: ClientSnapshot;
    network: string;
    requester: RequestContext;
  }): Promise<void> {
    const { clientId } = client;
    const wait = await this.failedAttempts.blockedFor({ clientId, network });
    if (wait === null) return;
    const reason = 'locked: new_network' satisfies `locked: ${AuthenticationReason}`;
    this.#record({ clientId, reason, requester, client });
    await this.#equalizeTiming(requester);
    const facts = factsOf({ clientId, reason, client });
    throw tooMany(wait, { cause: causeOf(reason, clientId), facts });
  }

  /**
   * Waits until a fixed time after the arrival, so that the time of the answer reveals nothing. The
   * database takes some microseconds longer for a client that exists.
   */
  async #equalizeTiming({ arrivedAtMs }: RequestContext): Promise<void> {
    const rest = arrivedAtMs + this.options.failedAttempts.answerAfter - performance.now();
    if (rest > 0) await pause(Math.ceil(rest));
  }

  #record({ clientId, reason, requester: { requestId, address }, client }: RecordedFailure): void {
    this.audit.add({ clientId, reason, requestId, address });
    this.metrics.authenticationFailed(reason, Boolean(client));
    if (client) this.usage.denied(clientId);
    const shown = isClientId(clientId) ? clientId : '';
    this.listeners.authenticationFailed({ clientId: shown, reason, address, requestId });
  }
}

/**
 * Builds the cause for the log. A text without the form of an id may be a secret in the wrong
 * place.
 */
function causeOf(reason: string, clientId: string): string {
  return isClientId(clientId) ? `${reason} (client ${clientId})` : reason;
}

/** Returns the facts for the record of the refusal. */
function factsOf({ clientId, reason, client }: Omit<RecordedFailure, 'requester'>): RefusalFacts {
  return { clientId, isRegistered: Boolean(client), reason };
}

/** The parts of an error that only the operator sees. */
interface Details {
  cause: string;
  facts: RefusalFacts;
}

function invalidClient(details: Details, description = 'client authentication failed'): OAuthError {
  return new OAuthError('invalid_client', description, details);
}

function tooMany(seconds: number, details: Details): OAuthError {
  return new OAuthError('too_many_requests', 'too many failed attempts: try again later', {
    ...details,
    headers: { 'Retry-After': String(seconds) },
  });
}
