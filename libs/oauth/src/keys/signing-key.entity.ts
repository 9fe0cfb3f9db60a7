import { createPublicKey } from 'node:crypto';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { VerificationKey } from '../jws/jws.js';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import type { Side } from '../side.js';

/** A key that signs, or signed, the tokens of one side. */
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

  /** Opens with the key-encryption key of its side only. */
  @Column({ name: 'sealed_private_key', type: 'bytea' })
  sealedPrivateKey: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz', insert: false, update: false })
  createdAt: Date;
}

/** The public half, opened. */
export function verificationKey({ algorithm, publicJwk }: SigningKey): VerificationKey {
  return { algorithm, publicKey: createPublicKey({ key: publicJwk, format: 'jwk' }) };
}
