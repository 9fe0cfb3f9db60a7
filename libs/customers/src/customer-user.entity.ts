import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/**
 * Roles that limit the scopes of the clients of a person; config.yml has the scopes of each role.
 */
export const CUSTOMER_USER_ROLES = ['buyer', 'administrator'] as const;

/** A person with a storefront account. */
@Entity('customer_users')
export class CustomerUser {
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

  /** True when the person may sign in; the back office decides. */
  @Column({ type: 'boolean' })
  enabled: boolean;

  /** True when the person has confirmed the e-mail address. */
  @Column({ type: 'boolean' })
  confirmed: boolean;

  @Column({ type: 'text' })
  role: (typeof CUSTOMER_USER_ROLES)[number];

  /** The company for which the person buys; null for none. */
  @Column({ name: 'customer_id', type: 'bigint', nullable: true })
  customerId: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
