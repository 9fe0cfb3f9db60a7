import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CHANGES_KEPT } from './polling-connection.js';

/** Milliseconds; twice the time that readers rely on, so that clocks need not be exact. */
const PURGE_MS = 2 * CHANGES_KEPT * 1000;

/**
 * Deletes changes that the previous purge could already see: it was long enough ago that every
 * polling process has read them. The time of a row is no criterion, because it is from before the
 * commit. A row with a future transaction number was restored from a dump of another server.
 */
const PURGE = `
  WITH old AS (
    DELETE FROM changes
    WHERE pg_visible_in_snapshot(transaction, $1::pg_snapshot)
        AND extract(epoch FROM pg_postmaster_start_time())::text = $2
      OR transaction >= pg_snapshot_xmax(pg_current_snapshot()))
  SELECT pg_current_snapshot()::text AS snapshot,
    extract(epoch FROM pg_postmaster_start_time())::text AS server`;

/**
 * Deletes changes that all processes have read. Every process does so, also one that does not poll.
 */
@Injectable()
export class ChangeLogPruner implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('Database');
  #last: { snapshot: string; server: string } | null = null;
  #purging?: NodeJS.Timeout;

  constructor(private readonly dataSource: DataSource) {}

  async onModuleInit(): Promise<void> {
    await this.purge();
    this.#purging = setInterval(() => void this.purge(), PURGE_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#purging);
  }

  /** Deletes old changes. Never rejects. */
  async purge(): Promise<void> {
    const last = this.#last;
    try {
      const rows = await this.dataSource.query(PURGE, [last?.snapshot, last?.server]);
      [this.#last] = rows as [typeof last];
    } catch (error) {
      const seconds = PURGE_MS / 1000;
      this.#logger.warn(
        `could not delete old changes; will retry in ${seconds} s: ${(error as Error).message}`,
      );
    }
  }
}
