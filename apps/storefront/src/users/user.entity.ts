import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A person with a storefront account. */
@Entity('customer_users')
export class User {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: string;

  /** Unique regardless of case. */
  @Column({ type: 'text' })
  email: string;

  @Column({ name: 'name_prefix', type: 'text', nullable: true })
  namePrefix: string | null;

  @Column({ name: 'first_name', type: 'text' })
  firstName: string;

  @Column({ name: 'middle_name', type: 'text', nullable: true })
  middleName: string | null;

  @Column({ name: 'last_name', type: 'text' })
  lastName: string;

  @Column({ name: 'name_suffix', type: 'text', nullable: true })
  nameSuffix: string | null;

  /** YYYY-MM-DD. */
  @Column({ type: 'date', nullable: true })
  birthday: string | null;

  /** May sign in; the back office decides. */
  @Column({ type: 'boolean' })
  enabled: boolean;

  /** Has confirmed the e-mail address. */
  @Column({ type: 'boolean' })
  confirmed: boolean;

  /** How far clients may go that act for this person: config.yml has the scopes. */
  @Column({ type: 'text' })
  role: 'buyer' | 'administrator';

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
