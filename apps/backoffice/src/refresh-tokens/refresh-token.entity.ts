import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from '#oauth';

/**
 * A refresh token of a person and the ones that replaced it, without hashes. The view leaves out those
 * that are revoked or expired.
 */
@Entity('live_refresh_tokens')
export class RefreshToken {
  @PrimaryColumn({ type: 'bigint' }) id: string;

  @Column({ type: 'text' }) side: Side;

  @Column({ name: 'client_id', type: 'uuid' }) clientId: string;

  @Column({ name: 'person_id', type: 'bigint' }) personId: string;

  /** The session in which the application got it; it may have expired since. */
  @Column({ name: 'session_id', type: 'text' }) sessionId: string;

  @Column({ name: 'scope', type: 'text', array: true }) scopes: string[];

  /** Time at which the person proved their identity (`auth_time`). */
  @Column({ name: 'authenticated_at', type: 'timestamptz' }) authenticatedAt: Date;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;

  @Column({ name: 'last_used_at', type: 'timestamptz' }) lastUsedAt: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
}
