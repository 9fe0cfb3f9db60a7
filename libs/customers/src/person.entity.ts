import { Column } from 'typeorm';
import { TimestampedRow } from '#database';

/** The columns that members of staff and people with a storefront account have in common. */
export abstract class Person extends TimestampedRow {
  /** Unique regardless of case. */
  @Column({ type: 'text' }) email: string;

  @Column({ name: 'name_prefix', type: 'text', nullable: true }) namePrefix: string | null;

  @Column({ name: 'first_name', type: 'text' }) firstName: string;

  @Column({ name: 'middle_name', type: 'text', nullable: true }) middleName: string | null;

  @Column({ name: 'last_name', type: 'text' }) lastName: string;

  @Column({ name: 'name_suffix', type: 'text', nullable: true }) nameSuffix: string | null;

  /** YYYY-MM-DD. */
  @Column({ type: 'date', nullable: true }) birthday: string | null;
}
