import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TimeOfDatabase } from '#database';

/** A secret of a client. Each secret has its own row, so a new secret can overlap the old one. */
@Entity('oauth_client_secrets')
export class ClientSecret {
  @PrimaryColumn({ type: 'uuid' }) id: string;

  @Column({ name: 'client_id', type: 'uuid' }) clientId: string;

  /** SHA-256 of the secret; 32 bytes. The secret itself is kept nowhere. */
  @Column({ type: 'bytea' }) hash: Buffer;

  /** Last four characters, so that people can tell secrets apart. */
  @Column({ type: 'text' }) hint: string;

  /** A note for people: where the secret is used, or why it was made. */
  @Column({ type: 'text' }) label: string;

  /** The secret is not accepted before this time; null means from its creation on. */
  @Column({ name: 'not_before', type: 'timestamptz', nullable: true }) notBefore: Date | null;

  /** The secret is not accepted from this time on; the time of its retirement for a retired one. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt: Date | null;

  /** The time since which a newer secret should be used instead. */
  @Column({ name: 'deprecated_at', type: 'timestamptz', nullable: true }) deprecatedAt: Date | null;

  @TimeOfDatabase('created_at') createdAt: Date;

  /** Written in batches, like the next two columns. */
  @TimeOfDatabase('last_used_at', { nullable: true }) lastUsedAt: Date | null;

  @Column({ name: 'last_used_address', type: 'text', nullable: true, insert: false, update: false })
  lastUsedAddress: string | null;

  /** A bigint, which the driver returns as a string. */
  @Column({ name: 'use_count', type: 'bigint', insert: false, update: false })
  useCount: `${bigint}`;
}
