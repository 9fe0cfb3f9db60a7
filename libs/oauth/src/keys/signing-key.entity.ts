import type { NewAuditEvent } from '#audit';
import { createPublicKey } from 'node:crypto';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VerificationKey } from '../jws/jws.js';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import type { Side } from '../side.js';

/** Published and not signing yet; signing; verifying until its last token has expired. */
export type KeyState = 'announced' | 'active' | 'retired';

/** A key that signs, or signed, or will sign, the tokens of one side: what everybody may know of it. */
@Entity('signing_keys')
export class SigningKey {
  /** RFC 7638 thumbprint of the public key. */
  @PrimaryColumn({ type: 'text' })
  kid: string;

  @Column({ type: 'text' })
  side: Side;

  /** JWS algorithm (RFC 7518 §3.1). */
  @Column({ type: 'text' })
  algorithm: SigningAlgorithm;

  /** Public members only (RFC 7517). */
  @Column({ name: 'public_jwk', type: 'jsonb' })
  publicJwk: Record<string, string>;

  /** Since when it is published. */
  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date;

  /** Null as long as it is announced only. */
  @Column({ name: 'activated_at', type: 'timestamptz', insert: false, nullable: true })
  activatedAt: Date | null;

  /** Null as long as it signs. */
  @Column({ name: 'retired_at', type: 'timestamptz', insert: false, nullable: true })
  retiredAt: Date | null;

  /** Codes for all of the above by the key-encryption keys of the side; null before it is adopted. */
  @Column({ type: 'bytea', insert: false, update: false, nullable: true })
  authentication: Buffer | null;

  /**
   * True when a code is right; null in a process without a key-encryption key of the side, which
   * can tell only for a row that no process writes.
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

/** The public half, opened. */
export function verificationKey({ algorithm, publicJwk }: SigningKey): VerificationKey {
  return { algorithm, publicKey: createPublicKey({ key: publicJwk, format: 'jwk' }) };
}

/** What was done to a key, for the audit trail: no key material, not even the public half. */
export function keyEvent(
  action: string,
  { kid, side }: Pick<SigningKey, 'kid' | 'side'>,
  rest: Pick<NewAuditEvent, 'actor'> & Partial<NewAuditEvent>,
): NewAuditEvent {
  return { ...rest, action, side, subject: { type: 'signing-keys', id: kid } };
}
