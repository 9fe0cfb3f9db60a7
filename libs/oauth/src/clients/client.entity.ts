import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { JsonWebKeySet } from '../jws/key-set.js';
import type { Side } from '../side.js';
import type { LimitOverrides } from './limit-overrides.js';
import { namesOfKeys } from './client-keys.js';
import { keySetColumn, limitsColumn, networksColumn, textsColumn } from './stored-attributes.js';

/** A machine that may ask for tokens of one side (RFC 6749 §2). */
@Entity('oauth_clients')
export class Client {
  /** `client_id` on the wire: public, made by the server; a UUID. */
  @PrimaryColumn({ name: 'client_id', type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  side: Side;

  /** Unique within its side and owner; for people. */
  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  description: string | null;

  /** The most that a token of this client may carry. */
  @Column({ type: 'text', array: true, transformer: textsColumn })
  scopes: string[];

  /** Seconds; null is the side's. */
  @Column({ name: 'access_token_lifetime', type: 'integer', nullable: true })
  accessTokenLifetime: number | null;

  /** Whether it gets, and may use, only tokens that are bound to a key (RFC 9449 §5.2). */
  @Column({ name: 'dpop_bound_access_tokens', type: 'boolean' })
  dpopBoundAccessTokens: boolean;

  /** CIDR; empty is anywhere. Checked at the token endpoint and at the API. */
  @Column({ name: 'allowed_networks', type: 'cidr', array: true, transformer: networksColumn })
  allowedNetworks: string[];

  /** A disabled client gets no tokens, and those that it has open nothing. */
  @Column({ type: 'boolean' })
  enabled: boolean;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  /** The user of its own side for whom it acts; null is for itself. */
  @Column({ name: 'owner_id', type: 'bigint', nullable: true })
  ownerId: string | null;

  /** Whom to ask before it is taken away; for people. */
  @Column({ type: 'text', nullable: true })
  contact: string | null;

  /** Public keys by which it may authenticate; at most one of this and `jwksUri`. */
  @Column({ type: 'jsonb', nullable: true, transformer: keySetColumn })
  jwks: JsonWebKeySet | null;

  @Column({ name: 'jwks_uri', type: 'text', nullable: true })
  jwksUri: string | null;

  /** Overrides of the configuration; null for none. */
  @Column({ type: 'jsonb', nullable: true, transformer: limitsColumn })
  limits: LimitOverrides | null;

  /** Its tokens of that second and before open nothing; null is that none was ever called back. */
  @Column({
    name: 'tokens_valid_after',
    type: 'timestamptz',
    nullable: true,
    insert: false,
    update: false,
  })
  tokensValidAfter: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date;

  /** Of what an administrator says of it; use does not count. */
  @Column({ name: 'updated_at', type: 'timestamptz', insert: false, update: false })
  updatedAt: Date;

  /** When it last got a token; written in batches. */
  @Column({
    name: 'last_used_at',
    type: 'timestamptz',
    nullable: true,
    insert: false,
    update: false,
  })
  lastUsedAt: Date | null;

  /** `lastUsedAt`, and `createdAt` while there is none. */
  @Column({ name: 'idle_since', type: 'timestamptz', insert: false, update: false })
  idleSince: Date;

  /** Thumbprints and the URL of its keys, for people. */
  get keyNames(): string[] {
    return namesOfKeys(this);
  }
}
