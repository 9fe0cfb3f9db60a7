import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The networks from which a secret was used, the last used first. */
export interface UsedFrom {
  networks: { network: string; lastUsedAt: string }[];
}

/** A secret with its use. The view has no hash. */
@Entity('used_client_secrets')
export class UsedSecret {
  @PrimaryColumn({ type: 'uuid' }) id: string;

  @Column({ name: 'client_id', type: 'uuid' }) clientId: string;

  @Column({ type: 'text' }) hint: string;

  @Column({ type: 'text' }) label: string;

  @Column({ name: 'not_before', type: 'timestamptz', nullable: true }) notBefore: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt: Date | null;

  @Column({ name: 'deprecated_at', type: 'timestamptz', nullable: true }) deprecatedAt: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true }) lastUsedAt: Date | null;

  @Column({ name: 'last_used_address', type: 'text', nullable: true }) lastUsedAddress:
    string | null;

  /** A bigint, which the driver returns as a string. */
  @Column({ name: 'use_count', type: 'bigint' }) useCount: `${bigint}`;

  @Column({ name: 'used_from', type: 'jsonb' }) usedFrom: UsedFrom;
}
