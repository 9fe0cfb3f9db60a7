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

/** Number of events that one call seals; the function in the database has the same number. */
export const SEALED_AT_ONCE = 1000;

/** Moves committed events into the chain. */
@Injectable()
export class AuditSealRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Seals up to `SEALED_AT_ONCE` events in a transaction of its own. Returns their number, or null
   * while another session seals. The function in the database accepts only this text, without
   * values: another call could be a transaction that stays open.
   */
  async seal(): Promise<number | null> {
    const [row] = await this.dataSource.query<[{ seal_audit_events: number | null }]>(
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
  for (let moved = 1; moved > 0;) {
    const [row] = await transaction.query<[{ moved: number }]>(
      `SELECT seal_audit_batch(${SEALED_AT_ONCE}, true) AS moved`,
    );
    moved = row.moved;
  }
}
