import { Inject, Injectable } from '@nestjs/common';
import { PeriodicWriter } from '#database';
import { isClientId } from '../clients/client-snapshot.js';
import { networkOf } from '../network.js';
import { OAUTH_SETTINGS, type ShopSettings } from '../oauth-settings.js';
import type { Refusal, RefusalRow } from './refusal.js';
import { RefusalBounds, type RefusedCaller } from './refusal-bounds.js';
import { RefusalTotals } from './refusal-totals.js';
import { RefusalsRepository } from './refusals.repository.js';

const MINUTE_MS = 60_000;

/** The table may grow beyond its bounds for this time. */
const PRUNE_MS = 5 * MINUTE_MS;

/**
 * Records refused requests in memory and writes them in batches, so that no request waits for the
 * database. In each minute the first refusals of each caller have a row of their own; the others are
 * summed up. So neither the memory nor the table depends on the number of requests. A process that is
 * killed loses the rows since its last write.
 */
@Injectable()
export class Refusals extends PeriodicWriter {
  readonly #bounds: RefusalBounds;
  readonly #totals = new RefusalTotals();
  #rows: RefusalRow[] = [];
  /** Rows of the next write, or of the failed one that is retried. */
  #batch: RefusalRow[] = [];
  /** Registered clients with new rows since the table was pruned. */
  #clients = new Set<string>();
  #minuteStartedAtMs = performance.now();
  #prunedAtMs = performance.now();

  constructor(
    @Inject(OAUTH_SETTINGS) private readonly settings: Pick<ShopSettings, 'side' | 'refusals'>,
    private readonly repository: RefusalsRepository,
  ) {
    const { interval } = settings.refusals;
    const warning = `could not write refused requests; they stay in memory, will retry in ${interval} s`;
    super({ interval, context: 'Refusals', warning });
    this.#bounds = new RefusalBounds(settings.refusals);
  }

  add(given: Refusal): void {
    // A text that is no id may be a secret in the wrong place.
    const clientId = given.clientId !== undefined && isClientId(given.clientId);
    const refusal = clientId ? given : { ...given, clientId: undefined, isRegistered: false };
    const caller = callerOf(refusal);
    // While the database is away, at most as many rows wait as one minute may have.
    const isFull = this.#rows.length >= this.settings.refusals.recorded;
    if (isFull || !this.#bounds.admits(caller)) return this.#totals.add(refusal, caller);
    this.#rows.push({ ...refusal, occurredAt: new Date(), occurrences: 1 });
  }

  override async onApplicationShutdown(): Promise<void> {
    await super.onApplicationShutdown();
    await this.endMinute(); // the sums, and the rows behind a write that was only retried
  }

  /** Writes the sums too; the next refusals have rows of their own again. Never rejects. */
  async endMinute(): Promise<void> {
    this.#minuteStartedAtMs = -Infinity;
    return this.flush();
  }

  protected async write(): Promise<void> {
    if (this.#batch.length === 0) this.#batch = this.#take();
    if (this.#batch.length > 0) await this.repository.add(this.settings.side, this.#batch);
    for (const { clientId, isRegistered } of this.#batch) {
      if (clientId !== undefined && isRegistered) this.#clients.add(clientId);
    }
    this.#batch = [];
    await this.#prune();
  }

  #take(): RefusalRow[] {
    const rows = this.#rows;
    this.#rows = [];
    if (performance.now() - this.#minuteStartedAtMs < MINUTE_MS) return rows;
    this.#minuteStartedAtMs = performance.now();
    this.#bounds.reset();
    return [...rows, ...this.#totals.take()];
  }

  async #prune(): Promise<void> {
    if (performance.now() - this.#prunedAtMs < PRUNE_MS) return;
    this.#prunedAtMs = performance.now();
    const clients = [...this.#clients];
    await this.repository.prune(this.settings, clients);
    this.#clients.clear();
  }
}

function callerOf({ clientId, isRegistered = false, address }: Refusal): RefusedCaller {
  return isRegistered
    ? { name: clientId!, isRegistered }
    : { name: networkOf(address), isRegistered };
}
