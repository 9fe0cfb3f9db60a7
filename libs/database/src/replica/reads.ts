import type { DataSource } from 'typeorm';
import type { Position } from './position.js';
import type { ReplicaPool, StatementRunner } from './replica-pool.js';

/** Runs a read on the standby if it has a position, and otherwise on the primary. */
interface Router {
  run<Result>(
    needed: Position,
    onStandby: (pool: ReplicaPool) => Promise<Result>,
    onPrimary: () => Promise<Result>,
  ): Promise<Result>;
}

/**
 * The reads of one request. Each statement goes to the standby while that has the content that the
 * caller needs, and otherwise to the primary; also when the standby fails meanwhile.
 */
export class Reads implements StatementRunner {
  /** `needed` is the position that the standby must have. */
  constructor(
    private readonly router: Router,
    private readonly primary: DataSource,
    private readonly needed: Position,
  ) {}

  async query<Result>(text: string, values?: unknown[]): Promise<Result> {
    return this.router.run(
      this.needed,
      async (pool) => pool.query<Result>(text, values),
      async () => this.primary.query<Result>(text, values),
    );
  }

  /** Runs reads with settings of their own, which end with them. `work` may run twice. */
  async transaction<Result>(work: (runner: StatementRunner) => Promise<Result>): Promise<Result> {
    return this.router.run(
      this.needed,
      async (pool) => pool.transaction(work),
      async () => this.primary.transaction(work),
    );
  }
}
