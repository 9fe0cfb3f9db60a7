import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Client } from './client.entity.js';

/** One secret of a client. A row of its own, so that a new one can overlap the old. */
@Entity('oauth_client_secrets')
export class ClientSecret {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @ManyToOne(() => Client, (client) => client.secrets)
  @JoinColumn({ name: 'client_id' })
  client: Relation<Client>;

  /** SHA-256 of the secret; 32 bytes. The secret itself is kept nowhere. */
  @Column({ type: 'bytea' })
  hash: Buffer;

  /** Last four characters, so that people can tell secrets apart. */
  @Column({ type: 'text' })
  hint: string;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date;
}
