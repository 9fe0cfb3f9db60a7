import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';

/** The unsealed events of the installation, as a process sees them. */
export interface Backlog {
  /** Number of unsealed events; at most 100,000 are counted. */
  events: number;

  /** Seconds since the first of them was recorded; 0 when there is none. */
  age: number;

  /** Server processes that have locked the head of the chain. */
  sessions: number[];
}

/** Moves committed events into the chain. */
@Injectable()
export class AuditSealRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Seals a batch of events in a transaction of its own. Returns true when all events that were
   * committed before are sealed, false when some may be left, and null while another session seals.
   * The function in the database accepts only this text, without values: another call could be a
   * transaction that stays open.
   */
  async seal(): Promise<boolean | null> {
    const [row] = await this.dataSource.query<[{ seal_audit_events: boolean | null }]>(
      'SELECT seal_audit_events()',
    );
    return row.seal_audit_events;
  }

  async backlog(): Promise<Backlog> {
    const [row] = await this.dataSource.query<[Backlog]>('SELECT * FROM audit_backlog()');
    return row;
  }
}

/**
 * Seals all events in a transaction of the owner of the tables: those that were committed before, and
 * its own. Nothing else is sealed until it ends.
 */
export async function sealAll(transaction: Transaction): Promise<void> {
  for (let isComplete = false; !isComplete;) {
    const [row] = await transaction.query<[{ seal_audit_batch: boolean }]>(
      'SELECT seal_audit_batch(true)',
    );
    isComplete = row.seal_audit_batch;
  }
}
