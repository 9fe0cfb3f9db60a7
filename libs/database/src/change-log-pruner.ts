import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CHANGES_KEPT } from './polling-connection.js';

/** Twice as long as anybody relies on it, so that no clock has to be exact. */
const PURGE_MS = 2 * CHANGES_KEPT * 1000;

/**
 * What was visible to the last purge, which was long ago, whoever polls has been
 * told of. Not by the time of a row, which is from before its commit. And what has a
 * number that is yet to come was restored from a dump of another server.
 */
const PURGE = `
  WITH old AS (
    DELETE FROM changes
    WHERE pg_visible_in_snapshot(transaction, $1::pg_snapshot)
        AND extract(epoch FROM pg_postmaster_start_time())::text = $2
      OR transaction >= pg_snapshot_xmax(pg_current_snapshot()))
  SELECT pg_current_snapshot()::text AS snapshot,
    extract(epoch FROM pg_postmaster_start_time())::text AS server`;

/** Changes that everybody knows of, which every process removes, also one that does not poll. */
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

  /** Never rejects. */
  async purge(): Promise<void> {
    const last = this.#last;
    try {
      const rows = await this.dataSource.query(PURGE, [last?.snapshot, last?.server]);
      [this.#last] = rows as [typeof last];
    } catch (error) {
      this.#logger.warn(`old changes are kept for later: ${(error as Error).message}`);
    }
  }
}
