import type { NewAuditEvent } from '#audit';
import { createPublicKey } from 'node:crypto';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { TimeOfDatabase } from '#database';
import type { VerificationKey } from '../jws/jws.js';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import type { Side } from '../side.js';

/**
 * Announced: published, not signing yet. Active: signing. Retired: verifying until its last token
 * expires.
 */
export type KeyState = 'announced' | 'active' | 'retired';

/** A signing key of one side, without its private half. */
@Entity('signing_keys')
export class SigningKey {
  /** RFC 7638 thumbprint of the public key. */
  @PrimaryColumn({ type: 'text' }) kid: string;

  @Column({ type: 'text' }) side: Side;

  /** JWS algorithm (RFC 7518 §3.1). */
  @Column({ type: 'text' }) algorithm: SigningAlgorithm;

  /** Public members only (RFC 7517). */
  @Column({ name: 'public_jwk', type: 'jsonb' }) publicJwk: Record<string, string>;

  /** The time since which the key is published. */
  @TimeOfDatabase('created_at') createdAt: Date;

  /** Null while the key is announced. */
  @Column({ name: 'activated_at', type: 'timestamptz', insert: false, nullable: true })
  activatedAt: Date | null;

  /** Null until the key is retired. */
  @Column({ name: 'retired_at', type: 'timestamptz', insert: false, nullable: true })
  retiredAt: Date | null;

  /** Codes for the columns above, by the key-encryption keys of the side; null before adoption. */
  @Column({ type: 'bytea', insert: false, update: false, nullable: true })
  authentication: Buffer | null;

  /**
   * True when a code is right, and false when none is. Null in a process without a key-encryption
   * key of the side, except for a row with values that no process writes, which is false.
   */
  isAuthentic: boolean | null;
}

export function stateOf({
  activatedAt,
  retiredAt,
}: Pick<SigningKey, 'activatedAt' | 'retiredAt'>): KeyState {
  if (!activatedAt) return 'announced';
  return retiredAt ? 'retired' : 'active';
}

/** Builds the verification key from the public half. */
export function verificationKey({ algorithm, publicJwk }: SigningKey): VerificationKey {
  return { algorithm, publicKey: createPublicKey({ key: publicJwk, format: 'jwk' }) };
}

/**
 * Builds the audit event for a change of a key. It has no key material, not even the public half.
 */
export function keyEvent(
  action: string,
  { kid, side }: Pick<SigningKey, 'kid' | 'side'>,
  rest: Pick<NewAuditEvent, 'actor'> & Partial<NewAuditEvent>,
): NewAuditEvent {
  return { ...rest, action, side, subject: { type: 'signing-keys', id: kid } };
}
