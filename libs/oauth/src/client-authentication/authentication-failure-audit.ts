import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { WarnOnce } from '#database';
import type { NewAuditEvent } from '#audit';
import { isClientId } from '../clients/client-snapshot.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { AUTHENTICATION_FAILED, type AuthenticationFailure, FailureSums } from './failure-sums.js';
import { AuthenticationFailureAuditRepository } from './authentication-failure-audit.repository.js';

const SECOND_MS = 1000;

/** Seconds. */
const MINUTE = 60;

/**
 * Writes failed authentications into the audit trail, in one batch a second, so that no request
 * waits for the chain of events.
 *
 * In each minute the first failures have an event of their own. All others, and every failure
 * from a locked network or of a locked client, are summed up at the end of the minute. So the
 * number of rows does not depend on the number of requests.
 */
@Injectable()
export class AuthenticationFailureAudit implements OnModuleInit, OnApplicationShutdown {
  readonly #warnOnce = new WarnOnce('Audit');
  readonly #sums: FailureSums;
  #single: NewAuditEvent[] = [];
  /** Failures of this minute with an event of their own. */
  #recorded = 0;
  #isMinuteOver = false;
  /** Events of the next write, or of the failed one that is retried. */
  #batch: NewAuditEvent[] = [];
  #timer?: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly repository: AuthenticationFailureAuditRepository,
  ) {
    this.#sums = new FailureSums(options.side, options.failedAttempts.recordedNetworks);
  }

  add(failure: AuthenticationFailure): void {
    const { recorded } = this.options.failedAttempts;
    const isLocked = failure.reason.startsWith('locked:');
    // While the database is away, at most as many single events wait as one minute may have.
    if (isLocked || Math.max(this.#recorded, this.#single.length) >= recorded) {
      this.#sums.add(failure);
      return;
    }
    this.#recorded += 1;
    this.#single.push(this.#event(failure));
  }

  onModuleInit(): void {
    let seconds = 0;
    this.#timer = setInterval(() => {
      seconds += 1;
      void (seconds % MINUTE === 0 ? this.endMinute() : this.flush());
    }, SECOND_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.endMinute();
    await this.flush(); // the rest, when the first flush only retried a failed write
  }

  /** Writes the sums; the next failures have events of their own again. Never rejects. */
  async endMinute(): Promise<void> {
    this.#recorded = 0;
    this.#isMinuteOver = true;
    return this.flush();
  }

  /** Writes the events so far, one batch after the other. Never rejects. */
  async flush(): Promise<void> {
    this.#writing = this.#writing.then(async () => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    if (this.#batch.length === 0) this.#batch = this.#take();
    if (this.#batch.length === 0) return;
    try {
      await this.repository.write(this.#batch);
      this.#batch = [];
      this.#warnOnce.recovered();
    } catch (error) {
      const text = 'could not write failed authentications to the audit trail; will retry in 1 s';
      this.#warnOnce.warn(text, error);
    }
  }

  #take(): NewAuditEvent[] {
    const sums = this.#isMinuteOver ? this.#sums.take() : [];
    const batch = [...this.#single, ...sums];
    this.#single = [];
    this.#isMinuteOver = false;
    return batch;
  }

  #event({ clientId, reason, requestId, address }: AuthenticationFailure): NewAuditEvent {
    return {
      actor: { type: 'anonymous', name: address, requestId, address },
      action: AUTHENTICATION_FAILED,
      side: this.options.side,
      subject: isClientId(clientId) ? { type: 'oauth-clients', id: clientId } : undefined,
      reason,
    };
  }
}
