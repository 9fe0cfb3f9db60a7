import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** What a member of staff may let a client do for him. */
@Entity('roles')
export class Role {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: string;

  /** Unique regardless of case. */
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  /** Of the back office. */
  @Column({ type: 'text', array: true })
  scopes: string[];

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
