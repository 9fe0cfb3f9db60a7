import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditLog, type NewAuditEvent } from '#audit';

/** Writes events that belong to no other change into the audit trail. */
@Injectable()
export class PeopleAuditRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: AuditLog,
  ) {}

  async write(events: NewAuditEvent[]): Promise<void> {
    await this.dataSource.transaction(async (transaction) => this.log.record(events, transaction));
  }
}
