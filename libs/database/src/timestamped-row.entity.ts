import { Column, PrimaryGeneratedColumn } from 'typeorm';

/** A column with a time that only SQL statements of the database set. */
export function TimeOfDatabase(name: string, options: { nullable?: true } = {}): PropertyDecorator {
  return Column({ name, type: 'timestamptz', insert: false, update: false, ...options });
}

/** The columns that the database sets in the table of a resource with numbers as ids. */
export abstract class TimestampedRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' }) updatedAt: Date;
}
