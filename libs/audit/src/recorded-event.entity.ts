import { Column, type ValueTransformer } from 'typeorm';
import { shallowJson } from '#text';
import type { ActorType } from './actor.js';
import type { Snapshot } from './new-audit-event.js';

/** A stolen database login can plant a document of thousands of levels, see `shallowJson`. */
const DOCUMENT: ValueTransformer = {
  from: shallowJson,
  to: (value: Snapshot | null) => value,
};

/** The columns of every event, sealed or not. */
export abstract class RecordedEvent {
  /** Position in the chain; null while the event is not sealed. */
  abstract readonly id: string | null;

  /** Hash of the event before in the chain, and of this one; null while the event is not sealed. */
  abstract readonly previousHash: Buffer | null;
  abstract readonly hash: Buffer | null;

  /**
   * Time of the insert by the database's clock. The hash covers its microseconds, which a Date
   * drops.
   */
  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt: Date;

  @Column({ name: 'actor_type', type: 'text' }) actorType: ActorType;

  @Column({ type: 'text' }) actor: string;

  @Column({ type: 'text', nullable: true }) side: string | null;

  /** Kind of subject and act: `client.created`, `secret.rotated` … */
  @Column({ type: 'text' }) action: string;

  @Column({ name: 'subject_type', type: 'text', nullable: true }) subjectType: string | null;

  @Column({ name: 'subject_id', type: 'text', nullable: true }) subjectId: string | null;

  @Column({ type: 'jsonb', nullable: true, transformer: DOCUMENT }) before: Snapshot | null;

  @Column({ type: 'jsonb', nullable: true, transformer: DOCUMENT }) after: Snapshot | null;

  @Column({ type: 'text', nullable: true }) reason: string | null;

  /** Number of acts of the same kind that this event stands for. */
  @Column({ type: 'integer' }) occurrences: number;

  @Column({ name: 'request_id', type: 'text', nullable: true }) requestId: string | null;

  @Column({ type: 'text', nullable: true }) address: string | null;
}
