import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLog, type NewAuditEvent } from '#audit';
import { repeatableTransaction, UnansweredCommit, wasCommitted } from '#database';

/** Writes failed authentications into the audit trail. */
@Injectable()
export class AuthenticationFailuresRepository {
  #unanswered: string | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Writes the events once. After a failure, call it again with the same events: when the
   * connection was lost at the commit, they may be in the trail already.
   */
  async write(events: NewAuditEvent[]): Promise<void> {
    if (await this.#isWritten()) return;
    try {
      await repeatableTransaction(this.dataSource, async (transaction) =>
        this.audit.record(events, transaction),
      );
    } catch (error) {
      if (error instanceof UnansweredCommit) this.#unanswered = error.transactionId;
      throw error;
    }
  }

  async #isWritten(): Promise<boolean> {
    if (this.#unanswered === null) return false;
    const isCommitted = await wasCommitted(this.dataSource, this.#unanswered);
    if (isCommitted === null) throw new Error('the last transaction has not ended yet');
    this.#unanswered = null;
    return isCommitted;
  }
}
