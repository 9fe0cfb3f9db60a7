import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from './database.js';

/** An open transaction, for acts that must happen together or not at all. */
export type Transaction = EntityManager;

/** Does a thing once in the life of a database, with the rights of who owns it. */
@Injectable()
export class RunOnce {
  constructor(private readonly database: Database) {}

  /**
   * The result of the work, or null when it was done before. The note that it
   * is done and the work are one transaction: another process that comes at the
   * same time waits for it, and a crash leaves neither.
   */
  async run<Result>(
    name: string,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result | null> {
    return this.database.asOwner(async (owner) =>
      owner.transaction(async (transaction) => {
        const claimed: unknown[] = await transaction.query(
          'INSERT INTO once (name) VALUES ($1) ON CONFLICT DO NOTHING RETURNING name',
          [name],
        );
        return claimed.length > 0 ? work(transaction) : null;
      }),
    );
  }
}
