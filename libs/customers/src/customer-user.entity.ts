import { Column, Entity } from 'typeorm';
import { Person } from './person.entity.js';

/**
 * Roles that limit the scopes of the clients of a person; config.yml has the scopes of each role.
 */
export const CUSTOMER_USER_ROLES = ['buyer', 'administrator'] as const;

/** A person with a storefront account. */
@Entity('customer_users')
export class CustomerUser extends Person {
  /** True when the person may sign in; the back office decides. */
  @Column({ type: 'boolean' }) enabled: boolean;

  /** True when the person has confirmed the e-mail address. */
  @Column({ type: 'boolean' }) confirmed: boolean;

  @Column({ type: 'text' }) role: (typeof CUSTOMER_USER_ROLES)[number];

  /** The company for which the person buys; null for none. */
  @Column({ name: 'customer_id', type: 'bigint', nullable: true }) customerId: string | null;
}
