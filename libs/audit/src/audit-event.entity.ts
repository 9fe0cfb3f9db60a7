import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';
import { shallowJson } from '#text';
import type { Snapshot } from './new-audit-event.js';
import type { ActorType } from './actor.js';

/** A stolen login can plant a document of thousands of levels, see `shallowJson`. */
const DOCUMENT: ValueTransformer = {
  from: shallowJson,
  to: (value: Snapshot | null) => value,
};

/** One act as it was recorded. Rows are added by `AuditLog` and never change. */
@Entity('audit_events')
export class AuditEvent {
  /** Position in the chain: 1, 2, 3 … without gaps. */
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  /** By the database's clock, at the insert. The hash covers its microseconds, which a Date drops. */
  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt: Date;

  @Column({ name: 'actor_type', type: 'text' })
  actorType: ActorType;

  @Column({ type: 'text' })
  actor: string;

  @Column({ type: 'text', nullable: true })
  side: string | null;

  /** What was done to what: `client.created`, `secret.rotated` … */
  @Column({ type: 'text' })
  action: string;

  @Column({ name: 'subject_type', type: 'text', nullable: true })
  subjectType: string | null;

  @Column({ name: 'subject_id', type: 'text', nullable: true })
  subjectId: string | null;

  @Column({ type: 'jsonb', nullable: true, transformer: DOCUMENT })
  before: Snapshot | null;

  @Column({ type: 'jsonb', nullable: true, transformer: DOCUMENT })
  after: Snapshot | null;

  @Column({ type: 'text', nullable: true })
  reason: string | null;

  /** How many acts of the same kind this event stands for. */
  @Column({ type: 'integer' })
  occurrences: number;

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId: string | null;

  @Column({ type: 'text', nullable: true })
  address: string | null;

  /** 32 bytes; zeros for the first event. */
  @Column({ name: 'previous_hash', type: 'bytea' })
  previousHash: Buffer;

  /** 32 bytes; SHA-256 of this event and of the previous hash. */
  @Column({ type: 'bytea' })
  hash: Buffer;
}
