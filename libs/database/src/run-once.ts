import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from './database.js';

/** An open transaction, for writes that must succeed or fail together. */
export type Transaction = EntityManager;

/** Runs work once in the life of a database, with the rights of its owner. */
@Injectable()
export class RunOnce {
  constructor(private readonly database: Database) {}

  /**
   * Returns the result of the work, or null when it was done before. The record of it and the work
   * are one transaction: a concurrent process waits for it, and after a crash neither exists.
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
