import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One secret of a client. A row of its own, so that a new one can overlap the old. */
@Entity('oauth_client_secrets')
export class ClientSecret {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ name: 'client_id', type: 'uuid' })
  clientId: string;

  /** SHA-256 of the secret; 32 bytes. The secret itself is kept nowhere. */
  @Column({ type: 'bytea' })
  hash: Buffer;

  /** Last four characters, so that people can tell secrets apart. */
  @Column({ type: 'text' })
  hint: string;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date;
}
