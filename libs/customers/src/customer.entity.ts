import { Column, Entity } from 'typeorm';
import { TimestampedRow } from '#database';

/** A company that buys. The people who buy for the company are its users. */
@Entity('customers')
export class Customer extends TimestampedRow {
  /** Not unique: two companies may have the same name. */
  @Column({ type: 'text' }) name: string;

  @Column({ type: 'text', nullable: true }) description: string | null;
}
