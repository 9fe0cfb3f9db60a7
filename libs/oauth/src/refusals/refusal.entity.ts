import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ShopSide } from '../side.js';
import { type ExplainableFacts, explainRefusal, type RefusalExplanation } from './explanation.js';

/** A refused request as the database has it, or the sum of several without a row of their own. */
@Entity('explained_refusals')
export class RecordedRefusal {
  /** Explains the facts of a row. This is the text of the API, and of `latchkey why`. */
  static explain(facts: ExplainableFacts): RefusalExplanation {
    return explainRefusal(facts);
  }

  @PrimaryColumn({ type: 'bigint' }) id: string;

  @Column({ name: 'occurred_at', type: 'timestamptz' }) occurredAt: Date;

  @Column({ type: 'text' }) side: ShopSide;

  /** Null for a sum. */
  @Column({ name: 'request_id', type: 'text', nullable: true }) requestId: string | null;

  /** The client in the request, which may not exist; null when the request named none. */
  @Column({ name: 'client_id', type: 'text', nullable: true }) clientId: string | null;

  @Column({ type: 'text', nullable: true }) address: string | null;

  @Column({ type: 'text', nullable: true }) method: string | null;

  /** The pattern of the route. */
  @Column({ type: 'text', nullable: true }) route: string | null;

  @Column({ type: 'smallint' }) status: number;

  @Column({ type: 'text' }) code: string;

  @Column({ type: 'text', nullable: true }) reason: string | null;

  @Column({ type: 'text', nullable: true }) required: string | null;

  @Column({ type: 'text', nullable: true }) description: string | null;

  @Column({ type: 'integer' }) occurrences: number;

  /** The columns that explain the refusal; a repository replaces them by sentences. */
  @Column({ name: 'facts', type: 'jsonb' }) explanation: ExplainableFacts;
}
