import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A company that buys. The people who buy for the company are its users. */
@Entity('customers')
export class Customer {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: string;

  /** Not unique: two companies may have the same name. */
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
