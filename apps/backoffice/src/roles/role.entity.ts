import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The scopes that a client may have when it acts for a member of staff with this role. */
@Entity('roles')
export class Role {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: string;

  /** Unique regardless of case. */
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  /** Scopes of the back office. */
  @Column({ type: 'text', array: true })
  scopes: string[];

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
