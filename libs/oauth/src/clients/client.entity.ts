import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from '../side.js';

/** A machine that may ask for tokens of one side (RFC 6749 §2). */
@Entity('oauth_clients')
export class Client {
  /** Public, made by the server; a UUID. */
  @PrimaryColumn({ name: 'client_id', type: 'uuid' })
  clientId: string;

  @Column({ type: 'text' })
  side: Side;

  /** Unique within its side; for people. */
  @Column({ type: 'text' })
  name: string;

  /** The most that a token of this client may carry. */
  @Column({ type: 'text', array: true })
  scopes: string[];

  /** A disabled client does not exist for the token endpoint. */
  @Column({ type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', insert: false, update: false })
  updatedAt: Date;
}
