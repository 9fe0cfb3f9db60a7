import { Column, PrimaryGeneratedColumn } from 'typeorm';

/** The columns that the database sets in the table of a resource with numbers as ids. */
export abstract class TimestampedRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
}
