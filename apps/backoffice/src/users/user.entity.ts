import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A member of staff. */
@Entity('staff_users')
export class User {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: string;

  /** Unique regardless of case. */
  @Column({ type: 'text' })
  username: string;

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

  @Column({ type: 'text', nullable: true })
  phone: string | null;

  /** Job title. */
  @Column({ type: 'text', nullable: true })
  title: string | null;

  /** YYYY-MM-DD. */
  @Column({ type: 'date', nullable: true })
  birthday: string | null;

  @Column({ type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
