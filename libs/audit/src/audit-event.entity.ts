import { Column, Entity, PrimaryColumn } from 'typeorm';
import { RecordedEvent } from './recorded-event.entity.js';

/**
 * An act in the chain. Sealing adds the rows. Only `people erase` and `audit prune` change or
 * delete them.
 */
@Entity('audit_events')
export class AuditEvent extends RecordedEvent {
  /** Position in the chain: 1, 2, 3 … without gaps. */
  @PrimaryColumn({ type: 'bigint' }) id: string;

  /** 32 bytes; zeros for the first event. */
  @Column({ name: 'previous_hash', type: 'bytea' }) previousHash: Buffer;

  /** 32 bytes; SHA-256 of this event and of the previous hash. */
  @Column({ type: 'bytea' }) hash: Buffer;
}
