import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from '#oauth';

/** A token that was revoked before it expired, as administrators see it. */
@Entity('revoked_tokens')
export class RevokedToken {
  /** `<side>-<jti>`, made by the database: both sides may have a revocation of the same `jti`. */
  @PrimaryColumn({ type: 'text', insert: false, update: false }) id: string;

  @Column({ type: 'text' }) side: Side;

  /** RFC 7519 §4.1.7. */
  @Column({ type: 'uuid' }) jti: string;

  /** Null when only `jti` was known; the client may be deleted meanwhile. */
  @Column({ name: 'client_id', type: 'uuid', nullable: true }) clientId: string | null;

  /** The token has expired then. The row is deleted an hour later. */
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz' }) revokedAt: Date;
}
