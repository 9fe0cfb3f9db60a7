import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActorType } from './actor.js';

/** The actors of verifications: an operator at the command line, or a process of the back office. */
export type Verifier = Extract<ActorType, 'command' | 'system'>;

/** The columns of verifications and of the heads that they have noted. */
abstract class VerificationRow {
  @PrimaryColumn({ type: 'bigint' }) id: string;

  @Column({ name: 'actor_type', type: 'text' }) actorType: Verifier;

  /** Account of the operating system, or name of the application. */
  @Column({ type: 'text' }) actor: string;

  /** True when the whole trail was verified, and false for the events since an earlier time. */
  @Column({ type: 'boolean' }) complete: boolean;
}

/** The outcome of a verification. Rows are added and never changed. */
@Entity('audit_verifications')
export class AuditVerification extends VerificationRow {
  @Column({ name: 'verified_at', type: 'timestamptz' }) verifiedAt: Date;

  @Column({ type: 'boolean' }) sound: boolean;

  /** The event before the first one that it has verified. */
  @Column({ name: 'after_id', type: 'bigint' }) afterId: string;

  /** The last event that it has verified, or the event with the problem. */
  @Column({ name: 'event_id', type: 'bigint' }) eventId: string;

  /** Hash of the last event; null when there is a problem. */
  @Column({ type: 'bytea', nullable: true }) hash: Buffer | null;

  @Column({ type: 'text', nullable: true }) problem: string | null;
}

/** A head of the chain as a verification has noted it. */
@Entity('audit_heads')
export class AuditHead extends VerificationRow {
  @Column({ name: 'verified_at', type: 'timestamptz' }) notedAt: Date;

  /** The last event then. */
  @Column({ name: 'event_id', type: 'text' }) eventId: string;

  /** Hash of that event, in hexadecimal. */
  @Column({ type: 'text' }) hash: string;
}
