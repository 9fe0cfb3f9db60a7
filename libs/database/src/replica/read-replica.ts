import type { DataSource } from 'typeorm';
import { LabelledCounter } from '#telemetry';
import { OwnChanges } from './own-changes.js';
import type { Position } from './position.js';
import { Reads } from './reads.js';
import { mayRunElsewhere, ReplicaPool } from './replica-pool.js';
import { type ReplicaOptions, type Servers, StandbyWatch, writtenBy } from './standby-watch.js';

/** After a failed look-up: no standby has it. */
const UNKNOWN: Position = (1n << 64n) - 1n;

/** Why a read went to the primary: the values of a label. */
type Reason = 'away' | 'lag' | 'own_change' | 'failed';

/**
 * A standby for reads that may be a little old. It is read from while it is at most `maxLagMs` behind
 * the primary, and has the last change of the caller.
 */
export class ReadReplica {
  /** Statements of reads, by their target and why that was the primary. */
  readonly reads = new LabelledCounter({
    name: 'latchkey_reads_total',
    help: 'Statements of reads that may use the replica, by target; for the primary with the reason.',
    labelNames: ['target', 'reason'],
  });

  readonly #watch: StandbyWatch;
  readonly #changes: OwnChanges;
  readonly #runner: ReplicaPool;

  constructor(
    private readonly servers: Servers & { primary: DataSource },
    private readonly options: ReplicaOptions,
  ) {
    this.#watch = new StandbyWatch(servers, options);
    this.#changes = new OwnChanges(options.maxLagMs);
    this.#runner = new ReplicaPool(servers.pool);
  }

  /** Seconds by which the content may be older than that of the primary; it grows in an outage. */
  get lag(): number {
    return this.#watch.content.ageMs / 1000;
  }

  /** True while reads may go to the standby. */
  get isUsed(): boolean {
    return this.#refusal(-1n) === null;
  }

  /** @throws Error for a server of another system */
  async start(): Promise<void> {
    await this.#watch.start();
  }

  async close(): Promise<void> {
    await this.#watch.close();
    await this.servers.pool.end();
  }

  /** Returns the reads of a request. `position` is what the caller says that it has seen. */
  readsOf(caller: string, position: Position = -1n): Reads {
    const own = this.#changes.positionOf(caller);
    return new Reads(this, this.servers.primary, own > position ? own : position);
  }

  /**
   * Notes that the caller has changed something, or has seen the state of the primary. Returns the
   * position for its reads at other processes; null when the primary does not answer.
   */
  async changed(caller: string): Promise<Position | null> {
    const position = await writtenBy(this.servers.primary).catch(() => null);
    this.#changes.add(caller, position ?? UNKNOWN);
    return position;
  }

  /** Runs a read on the standby if it has this position, and otherwise on the primary. */
  async run<Result>(
    needed: Position,
    onStandby: (pool: ReplicaPool) => Promise<Result>,
    onPrimary: () => Promise<Result>,
  ): Promise<Result> {
    let reason: Reason | null = this.#refusal(needed);
    if (reason === null) {
      try {
        const result = await onStandby(this.#runner);
        this.reads.add(['replica', '']);
        return result;
      } catch (error) {
        if (!mayRunElsewhere(error)) throw error;
        reason = 'failed';
      }
    }
    this.reads.add(['primary', reason]);
    return onPrimary();
  }

  #refusal(needed: Position): Reason | null {
    const { content } = this.#watch;
    if (this.servers.pool.isSuspended) return 'away';
    if (content.ageMs > this.options.maxLagMs) return 'lag';
    return needed > content.replayed ? 'own_change' : null;
  }
}
