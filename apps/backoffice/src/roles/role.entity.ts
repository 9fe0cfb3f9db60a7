import { Column, Entity } from 'typeorm';
import { TimestampedRow } from '#database';

/** The scopes that a client may have when it acts for a member of staff with this role. */
@Entity('roles')
export class Role extends TimestampedRow {
  /** Unique regardless of case. */
  @Column({ type: 'text' }) name: string;

  @Column({ type: 'text', nullable: true }) description: string | null;

  /** Scopes of the back office. */
  @Column({ type: 'text', array: true }) scopes: string[];
}
