import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from '#oauth';

/** The row of a token that was revoked before its end, as who administers sees it. */
@Entity('revoked_tokens')
export class RevokedToken {
  /** `<side>-<jti>`: by mistake one `jti` may be revoked on either side. Made by the database. */
  @PrimaryColumn({ type: 'text', insert: false, update: false })
  id: string;

  @Column({ type: 'text' })
  side: Side;

  /** RFC 7519 §4.1.7. */
  @Column({ type: 'uuid' })
  jti: string;

  /** Null when only `jti` was known; the client may be deleted meanwhile. */
  @Column({ name: 'client_id', type: 'uuid', nullable: true })
  clientId: string | null;

  /** From then on it opens nothing anyhow; an hour later the row goes. */
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz' })
  revokedAt: Date;
}
