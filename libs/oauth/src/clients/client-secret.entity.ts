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

  /** For people: where it is used, why it was made. */
  @Column({ type: 'text' })
  label: string;

  /** It proves nothing before; null is from the beginning. */
  @Column({ name: 'not_before', type: 'timestamptz', nullable: true })
  notBefore: Date | null;

  /** It proves nothing from then on; a retired one has its retirement here. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  /** Since when there is a newer one that should be used instead. */
  @Column({ name: 'deprecated_at', type: 'timestamptz', nullable: true })
  deprecatedAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date;

  /** Written in batches, as are the next two. */
  @Column({
    name: 'last_used_at',
    type: 'timestamptz',
    nullable: true,
    insert: false,
    update: false,
  })
  lastUsedAt: Date | null;

  @Column({ name: 'last_used_address', type: 'text', nullable: true, insert: false, update: false })
  lastUsedAddress: string | null;

  /** A bigint, which the driver reads as a text. */
  @Column({ name: 'use_count', type: 'bigint', insert: false, update: false })
  useCount: `${bigint}`;
}
