import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Side } from '#oauth';

/** A session of a person, without the hash of its cookie. The view leaves out expired ones. */
@Entity('person_sessions')
export class Session {
  /** `sid` of ID tokens. */
  @PrimaryColumn({ type: 'uuid' }) id: string;

  @Column({ type: 'text' }) side: Side;

  @Column({ name: 'person_id', type: 'bigint' }) personId: string;

  /** Authentication methods (RFC 8176) of the last authentication, and its level. */
  @Column({ type: 'text', array: true }) amr: string[];

  @Column({ type: 'text' }) acr: string;

  @Column({ name: 'user_agent', type: 'text' }) userAgent: string;

  @Column({ type: 'text' }) address: string;

  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;

  @Column({ name: 'authenticated_at', type: 'timestamptz' }) authenticatedAt: Date;

  /** Written about once a minute. */
  @Column({ name: 'last_seen_at', type: 'timestamptz' }) lastSeenAt: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt: Date;
}
