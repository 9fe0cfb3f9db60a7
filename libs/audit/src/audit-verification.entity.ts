import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActorType } from './actor.js';

/** The actors of verifications: an operator at the command line, or a process of the back office. */
export type Verifier = Extract<ActorType, 'command' | 'system'>;

/** The outcome of a verification. Rows are added and never changed. */
@Entity('audit_verifications')
export class AuditVerification {
  @PrimaryColumn({ type: 'bigint' }) id: string;

  @Column({ name: 'verified_at', type: 'timestamptz' }) verifiedAt: Date;

  @Column({ name: 'actor_type', type: 'text' }) actorType: Verifier;

  /** Account of the operating system, or name of the application. */
  @Column({ type: 'text' }) actor: string;

  /** True when it has verified the whole trail, and false for the events since an earlier one. */
  @Column({ type: 'boolean' }) complete: boolean;

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
export class AuditHead {
  @PrimaryColumn({ type: 'bigint' }) id: string;

  @Column({ name: 'verified_at', type: 'timestamptz' }) notedAt: Date;

  @Column({ name: 'actor_type', type: 'text' }) actorType: Verifier;

  @Column({ type: 'text' }) actor: string;

  /** True when the whole trail up to this event was verified then. */
  @Column({ type: 'boolean' }) complete: boolean;

  /** The last event then. */
  @Column({ name: 'event_id', type: 'text' }) eventId: string;

  /** Hash of that event, in hexadecimal. */
  @Column({ type: 'text' }) hash: string;
}
