import { Column, PrimaryColumn } from 'typeorm';

/** The columns of rows in unit tests: an id, and a secret that no resource definition declares. */
export abstract class ExampleRow {
  @PrimaryColumn({ type: 'bigint' })
  id: string;

  @Column({ name: 'secret_hash', type: 'text' })
  secretHash: string;
}
