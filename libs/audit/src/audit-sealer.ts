import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { AuditLog } from './audit-log.js';
import { AuditSealRepository } from './audit-seal.repository.js';

/**
 * Milliseconds after an event of this process. By then its transaction is usually committed, and
 * other events can be sealed together with it.
 */
const SOON_MS = 250;

/**
 * Milliseconds between two attempts of an idle process; a random part of up to a third is left out.
 * Another process seals the events of one that has ended within this time.
 */
const IDLE_MS = 1500;

/** Milliseconds for which a reader waits while another session seals. */
const MAX_WAIT_MS = 500;

/** Milliseconds between two attempts of a reader. Sealing 1,000 events takes about 50 ms. */
const PAUSE_MS = 10;

/** Seconds after which unsealed events are reported. */
const OVERDUE = 10;

/** The result of an attempt: events may be left, another session seals, or the statement failed. */
type Outcome = 'complete' | 'partial' | 'busy' | 'failed';

const NEXT_MS: Readonly<Record<Outcome, number>> = {
  complete: IDLE_MS,
  partial: 0,
  busy: SOON_MS,
  failed: IDLE_MS,
};

/**
 * Seals audit events: moves those that are committed into the chain. Every process seals the events
 * of all processes, and only one of them does so at a time.
 */
@Injectable()
export class AuditSealer {
  readonly #logger = new Logger('Audit');
  #isStarted = false;
  #timer?: NodeJS.Timeout;
  #dueAtMs = Infinity;
  #completeAtMs = performance.now();
  #isReported = false;
  #current: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(
    private readonly repository: AuditSealRepository,
    log: AuditLog,
  ) {
    log.whenRecorded(() => this.#wake(SOON_MS));
  }

  /** Seals from now on, soon after each event of this process and in intervals. */
  start(): void {
    this.#isStarted = true;
    this.#wake(0);
  }

  /** Seals for the last time. Never rejects. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    clearTimeout(this.#timer);
    await this.seal();
  }

  /**
   * Seals the events that were committed before the call, for a reader of the chain. Gives up while
   * the database does not answer, or when other sessions prevent it. Never rejects.
   */
  async seal(): Promise<void> {
    if (this.#current === null) return this.#run();
    // The current run may have begun before the events of this caller were committed.
    this.#next ??= this.#current.then(async () => this.#run());
    return this.#next;
  }

  async #run(): Promise<void> {
    this.#next = null;
    this.#current = this.#sealAll().finally(() => (this.#current = null));
    return this.#current;
  }

  async #sealAll(): Promise<void> {
    for (const endMs = performance.now() + MAX_WAIT_MS; performance.now() < endMs;) {
      const outcome = await this.#attempt();
      if (outcome === 'complete' || outcome === 'failed') return;
      if (outcome === 'busy') await pause(PAUSE_MS);
    }
  }

  #wake(ms: number): void {
    const dueAtMs = performance.now() + ms;
    if (!this.#isStarted || dueAtMs >= this.#dueAtMs) return;
    clearTimeout(this.#timer);
    this.#dueAtMs = dueAtMs;
    this.#timer = setTimeout(() => void this.#tick(), ms).unref();
  }

  async #tick(): Promise<void> {
    this.#dueAtMs = Infinity;
    const outcome = await this.#attempt();
    this.#wake(NEXT_MS[outcome] * (1 - Math.random() / 3));
  }

  async #attempt(): Promise<Outcome> {
    try {
      const isComplete = await this.repository.seal();
      if (isComplete) return this.#complete();
      await this.#reportOverdue();
      return isComplete === null ? 'busy' : 'partial';
    } catch (error) {
      this.#report(`could not seal audit events; will retry: ${(error as Error).message}`);
      return 'failed';
    }
  }

  #complete(): Outcome {
    if (this.#isReported) this.#logger.log('all audit events are sealed again');
    this.#isReported = false;
    this.#completeAtMs = performance.now();
    return 'complete';
  }

  async #reportOverdue(): Promise<void> {
    if (this.#isReported || performance.now() - this.#completeAtMs < OVERDUE * 1000) return;
    const { events, age, sessions } = await this.repository.backlog();
    if (age < OVERDUE) return;
    const cause =
      sessions.length > 0
        ? `the head of the chain is locked by the database session ${sessions.join(', ')}: ` +
          'if it does not end by itself, end it with pg_terminate_backend'
        : 'sealing continues';
    this.#report(
      `${events} audit events are not sealed, the oldest for ${Math.round(age)} s; they are stored, ` +
        `but the owner of the tables could change them without a trace; ${cause}`,
    );
  }

  /** Logs once until all events are sealed again. */
  #report(text: string): void {
    if (!this.#isReported) this.#logger.warn(text);
    this.#isReported = true;
  }
}
