import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { derivedKey } from './key-encryption-key.js';
import type { SigningKey } from './signing-key.entity.js';

/** Bytes of HMAC-SHA-256. */
const CODE_BYTES = 32;

/** The parts of a key's row that decide which tokens the key signs and verifies. */
export type KeyFacts = Pick<
  SigningKey,
  'kid' | 'algorithm' | 'publicJwk' | 'createdAt' | 'activatedAt' | 'retiredAt'
>;

/** Proves that the row of a key was written by a holder of a key-encryption key of its side. */
export class AuthenticationCode {
  readonly #key: KeyObject;

  constructor(
    keyEncryptionKey: Buffer,
    private readonly side: string,
  ) {
    const keys = { current: keyEncryptionKey, previous: null };
    this.#key = derivedKey(keys, 'rows of signing keys');
  }

  of(facts: KeyFacts): Buffer {
    return createHmac('sha256', this.#key).update(factsText(this.side, facts)).digest();
  }

  /**
   * True when one of the codes of a row is right. A row may have a code for each of two keys. For
   * a row with values that no process writes, returns false instead of throwing, so that it cannot
   * block the other rows.
   */
  isIn(codes: Buffer, facts: KeyFacts): boolean {
    if (!areWritable(facts)) return false;
    const code = this.of(facts);
    for (let at = 0; at + CODE_BYTES <= codes.length; at += CODE_BYTES) {
      if (timingSafeEqual(codes.subarray(at, at + CODE_BYTES), code)) return true;
    }
    return false;
  }
}

/** True for facts of the form that processes write. */
export function areWritable({ publicJwk, createdAt, activatedAt, retiredAt }: KeyFacts): boolean {
  const times = [createdAt, activatedAt ?? createdAt, retiredAt ?? createdAt];
  return isPublicMembers(publicJwk) && times.every((time: unknown) => time instanceof Date);
}

/** True for the public half of a key as processes write it: an object whose values are texts. */
export function isPublicMembers(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every((member) => typeof member === 'string');
}

/**
 * Writes the facts as a canonical text: members of the public key are in the order of their names.
 */
function factsText(side: string, facts: KeyFacts): string {
  const { kid, algorithm, publicJwk, createdAt, activatedAt, retiredAt } = facts;
  const members = Object.entries(publicJwk).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const times = [createdAt, activatedAt, retiredAt].map((time) => time?.getTime() ?? null);
  return JSON.stringify([side, kid, algorithm, members, times]);
}
