import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TimeOfDatabase } from '#database';
import type { JsonWebKeySet } from '../jws/key-set.js';
import type { Side } from '../side.js';
import type { LimitOverrides } from './limit-overrides.js';
import { namesOfKeys } from './client-keys.js';
import { keySetColumn, limitsColumn, networksColumn, textsColumn } from './stored-attributes.js';

/** A machine that may request tokens of one side (RFC 6749 §2). */
@Entity('oauth_clients')
export class Client {
  /** `client_id` on the wire: a public UUID that the server makes. */
  @PrimaryColumn({ name: 'client_id', type: 'uuid' }) id: string;

  @Column({ type: 'text' }) side: Side;

  /** A name for people, unique within the side and owner. */
  @Column({ type: 'text' }) name: string;

  @Column({ type: 'text', nullable: true }) description: string | null;

  /** Scopes that a token of this client may carry, at most. */
  @Column({ type: 'text', array: true, transformer: textsColumn }) scopes: string[];

  /** Grant types that the client may use (RFC 7591 §2). */
  @Column({ name: 'grant_types', type: 'text', array: true, transformer: textsColumn })
  grantTypes: string[];

  /** URIs to which the authorization endpoint may send people, compared exactly (RFC 9700 §4.1.3). */
  @Column({ name: 'redirect_uris', type: 'text', array: true, transformer: textsColumn })
  redirectUris: string[];

  /** URIs to which people may be sent after they have signed out (OpenID Connect RP-Initiated Logout §3.1). */
  @Column({
    name: 'post_logout_redirect_uris',
    type: 'text',
    array: true,
    transformer: textsColumn,
  })
  postLogoutRedirectUris: string[];

  /** True for a client without credentials, such as a single-page app (RFC 6749 §2.1). */
  @Column({ name: 'is_public', type: 'boolean' }) isPublic: boolean;

  /** True when people are asked for consent before the client gets tokens for them. */
  @Column({ name: 'is_third_party', type: 'boolean' }) isThirdParty: boolean;

  /** Seconds; null means the lifetime that the side is configured with. */
  @Column({ name: 'access_token_lifetime', type: 'integer', nullable: true })
  accessTokenLifetime: number | null;

  /**
   * True when the client gets, and may use, only tokens that are bound to a key (RFC 9449 §5.2).
   */
  @Column({ name: 'dpop_bound_access_tokens', type: 'boolean' }) dpopBoundAccessTokens: boolean;

  /**
   * CIDR ranges, checked at the token endpoint and at the API. An empty list allows any network.
   */
  @Column({ name: 'allowed_networks', type: 'cidr', array: true, transformer: networksColumn })
  allowedNetworks: string[];

  /** False rejects the client's token requests and all of its tokens. */
  @Column({ type: 'boolean' }) enabled: boolean;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt: Date | null;

  /** The user of the same side for whom the client acts; null when it acts for itself. */
  @Column({ name: 'owner_id', type: 'bigint', nullable: true }) ownerId: string | null;

  /** The person to ask before the client is removed, as a text for people. */
  @Column({ type: 'text', nullable: true }) contact: string | null;

  /** Public keys by which the client may authenticate; it has either these or `jwksUri`. */
  @Column({ type: 'jsonb', nullable: true, transformer: keySetColumn }) jwks: JsonWebKeySet | null;

  @Column({ name: 'jwks_uri', type: 'text', nullable: true }) jwksUri: string | null;

  /** Overrides of the configured limits; null for none. */
  @Column({ type: 'jsonb', nullable: true, transformer: limitsColumn })
  limits: LimitOverrides | null;

  /** Tokens issued at this time or before are revoked; null when none were ever revoked by time. */
  @TimeOfDatabase('tokens_valid_after', { nullable: true }) tokensValidAfter: Date | null;

  @TimeOfDatabase('created_at') createdAt: Date;

  /** The time of the last change by an administrator; use does not count. */
  @TimeOfDatabase('updated_at') updatedAt: Date;

  /** The time of the last token that the client got; written in batches. */
  @TimeOfDatabase('last_used_at', { nullable: true }) lastUsedAt: Date | null;

  /** `lastUsedAt`, or `createdAt` for a client that never got a token. */
  @TimeOfDatabase('idle_since') idleSince: Date;

  /** The next end of a secret. A trigger writes it, and each process about once a minute. */
  @TimeOfDatabase('secrets_end_at', { nullable: true }) secretsEndAt: Date | null;

  /** Thumbprints and the URL of the client's keys, for people. */
  get keyNames(): string[] {
    return namesOfKeys(this);
  }
}
