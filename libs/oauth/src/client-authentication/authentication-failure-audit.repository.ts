import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLog, type NewAuditEvent } from '#audit';
import { RepeatedWrites } from '#database';

/** Writes failed authentications into the audit trail. */
@Injectable()
export class AuthenticationFailureAuditRepository {
  readonly #writes: RepeatedWrites;

  constructor(
    dataSource: DataSource,
    private readonly audit: AuditLog,
  ) {
    this.#writes = new RepeatedWrites(dataSource);
  }

  /** After a failure, call this again with the same events, see `RepeatedWrites`. */
  async write(events: NewAuditEvent[]): Promise<void> {
    await this.#writes.write(async (transaction) => this.audit.record(events, transaction));
  }
}
