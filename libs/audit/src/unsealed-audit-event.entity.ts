import { Entity, PrimaryColumn } from 'typeorm';
import { RecordedEvent } from './recorded-event.entity.js';

/** A committed act that is not in the chain yet. `AuditLog` adds the rows. */
@Entity('unsealed_audit_events')
export class UnsealedAuditEvent extends RecordedEvent {
  readonly id = null;
  readonly previousHash = null;
  readonly hash = null;

  /** Order of the inserts, with gaps. */
  @PrimaryColumn({ type: 'bigint' }) entry: string;
}
