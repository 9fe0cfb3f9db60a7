import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { PeriodicWriter } from '#database';
import { PeopleAudit } from '../audit/people-audit.js';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** A failed attempt to sign in, or to confirm the current password. */
export interface SignInFailure {
  /** Null when nobody has the name. */
  personId: string | null;
  network: string;
  /** True beyond a limit. */
  isLocked: boolean;
}

/** The failures of one person in one network. */
interface Sum extends SignInFailure {
  occurrences: number;
}

/** Sums in one minute, at most; the rest share one. */
const MAX_SUMS = 50;

const OTHERS = 'other networks';

/** Seconds. */
const MINUTE = 60;

/**
 * Sums up failed attempts, and writes one audit event a minute for each person and network. So the
 * number of rows does not depend on the number of requests. The names that were typed are not
 * recorded: people type passwords into the wrong field.
 */
@Injectable()
export class SignInFailures extends PeriodicWriter {
  readonly #counter: Counter<'reason'>;
  #sums = new Map<string, Sum>();

  constructor(
    @Inject(SIGN_IN_SETTINGS) { metrics }: SignInSettings,
    private readonly audit: PeopleAudit,
  ) {
    super({
      interval: MINUTE,
      context: 'SignIn',
      warning: 'could not write failed sign-ins to the audit trail; will retry in 60 s',
    });
    this.#counter = new Counter({
      name: 'latchkey_sign_in_failures_total',
      help: 'Failed sign-ins of people: wrong credentials, or locked beyond a limit.',
      labelNames: ['reason'],
      registers: [metrics],
    });
  }

  add(failure: SignInFailure): void {
    this.#counter.inc({ reason: failure.isLocked ? 'locked' : 'wrong' });
    this.#sumUp({ ...failure, occurrences: 1 });
  }

  #sumUp({ occurrences, ...failure }: Sum): void {
    const { personId, network, isLocked } = failure;
    const key = `${personId} ${network} ${isLocked}`;
    const isFull = this.#sums.size >= MAX_SUMS && !this.#sums.has(key);
    const shared: SignInFailure = { personId: null, network: OTHERS, isLocked: false };
    const sum = this.#sums.get(isFull ? OTHERS : key);
    if (sum) sum.occurrences += occurrences;
    else this.#sums.set(isFull ? OTHERS : key, { ...(isFull ? shared : failure), occurrences });
  }

  /** Writes the sums so far. After a failure they wait for the next minute. */
  protected async write(): Promise<void> {
    const sums = this.#sums;
    if (sums.size === 0) return;
    this.#sums = new Map();
    try {
      await this.audit.recordFailures([...sums.values()]);
    } catch (error) {
      for (const sum of sums.values()) this.#sumUp(sum);
      throw error;
    }
  }
}
