import { Column, Entity } from 'typeorm';
import { Person } from '#customers';

/** A member of staff. */
@Entity('staff_users')
export class User extends Person {
  /** Unique regardless of case. */
  @Column({ type: 'text' }) username: string;

  @Column({ type: 'text', nullable: true }) phone: string | null;

  /** Job title. */
  @Column({ type: 'text', nullable: true }) title: string | null;

  @Column({ type: 'boolean' }) enabled: boolean;
}
