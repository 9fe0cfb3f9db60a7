import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { isDatabaseUnavailable } from '#database';
import { isClientId, type ClientSnapshot } from '../clients/client-snapshot.js';
import { networkOf } from '../network.js';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';
import { OAuthMetrics } from '../usage/oauth.metrics.js';
import { Usage } from '../usage/usage.js';
import { AuthenticationFailures } from './authentication-failures.js';
import { FailedAttemptsRepository } from './failed-attempts.repository.js';

/** Seconds; a database that is restarting is back by then. */
const RETRY_AFTER = '5';

/** Who asks for a token. */
export interface RequestContext {
  authorization: string | undefined;
  /** The socket's, or what a trusted proxy says. */
  address: string;
  requestId: string;
  /** As `performance.now()` has it. */
  arrivedAtMs: number;
}

interface Failure {
  clientId: string;
  reason: string;
  requester: RequestContext;
  client?: ClientSnapshot | null;
}

/** What a failed authentication comes to: it is counted, noted, and answered without its reason. */
@Injectable()
export class AuthenticationFailureHandler {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly failedAttempts: FailedAttemptsRepository,
    private readonly failures: AuthenticationFailures,
    private readonly usage: Usage,
    private readonly metrics: OAuthMetrics,
  ) {}

  /** True when memory says that all attempts from this network are refused. */
  isLocked({ address }: RequestContext): boolean {
    return this.failedAttempts.lockedFor(networkOf(address)) !== null;
  }

  /** The error to be thrown. */
  async refuse({ clientId, reason, requester, client }: Failure): Promise<OAuthError> {
    const network = networkOf(requester.address);
    let wait: number | null;
    try {
      wait = await this.failedAttempts.count({ clientId, network });
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      return this.postpone({ clientId, reason, requester });
    }
    const full = wait === null ? reason : `locked: ${reason}`;
    this.#note({ clientId, reason: full, requester, client });
    await this.#equalizeTiming(requester);
    const cause = logged(full, clientId);
    return wait === null ? invalidClient(cause) : tooMany(wait, cause);
  }

  /**
   * The error to be thrown when the database does not say whether the credentials
   * are right: what memory has may be too old to refuse by. It is the same error
   * whatever memory has, and no failed attempt.
   */
  async postpone({ clientId, reason, requester }: Failure): Promise<OAuthError> {
    const full = `unavailable: ${reason}`;
    this.#note({ clientId, reason: full, requester });
    await this.#equalizeTiming(requester);
    return new OAuthError('temporarily_unavailable', 'client authentication failed: try again', {
      cause: logged(full, clientId),
      headers: { 'Retry-After': RETRY_AFTER },
    });
  }

  /**
   * For right credentials from a network where the client was never seen: a
   * secret may be the one that guessing has found. From a known one it always works.
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
    const reason = 'locked: the credentials are right, and the network is new to the client';
    this.#note({ clientId, reason, requester, client });
    await this.#equalizeTiming(requester);
    throw tooMany(wait, logged(reason, clientId));
  }

  /**
   * A client that exists takes the database some microseconds longer than one
   * that does not: nobody gets an answer before all could have one.
   */
  async #equalizeTiming({ arrivedAtMs }: RequestContext): Promise<void> {
    const rest = arrivedAtMs + this.options.failedAttempts.answerAfter - performance.now();
    if (rest > 0) await pause(Math.ceil(rest));
  }

  #note({ clientId, reason, requester: { requestId, address }, client }: Failure): void {
    this.failures.add({ clientId, reason, requestId, address });
    this.metrics.authenticationFailed(reason);
    if (client) this.usage.denied(clientId);
  }
}

/** For the log. What has not the form of an id may be a secret in the wrong place. */
function logged(reason: string, clientId: string): string {
  return isClientId(clientId) ? `${reason} (client ${clientId})` : reason;
}

function invalidClient(cause: string): OAuthError {
  return new OAuthError('invalid_client', 'client authentication failed', { cause });
}

function tooMany(seconds: number, cause: string): OAuthError {
  return new OAuthError('too_many_requests', 'too many failed attempts: try again later', {
    cause,
    headers: { 'Retry-After': String(seconds) },
  });
}
