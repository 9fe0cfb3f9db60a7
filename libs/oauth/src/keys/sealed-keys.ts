import { createPublicKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, AuditLog, type NewAuditEvent } from '#audit';
import { isKeyOf, SIGNING_ALGORITHMS, type SigningAlgorithm } from '../jws/signing-algorithm.js';
import type { Side } from '../side.js';
import { keyEvent, type KeyState, stateOf } from './signing-key.entity.js';
import { KeySeals } from './key-seals.js';
import { newSigningKey } from './new-signing-key.js';
import { readPrivateKey } from './private-key-pem.js';
import { SigningKeysRepository } from './signing-keys.repository.js';

/** A private key to import, and the algorithm for its signatures. */
export interface ForeignKey {
  /** PKCS #8. */
  pem: string;
  algorithm: SigningAlgorithm | null;
  /** The algorithm when none is named and the key supports more than one. */
  preferred: SigningAlgorithm;
}

/**
 * Imports and reseals keys outside the servers, with the side's key-encryption key; writes audit
 * events.
 */
@Injectable()
export class SealedKeys {
  constructor(
    private readonly keys: SigningKeysRepository,
    private readonly seals: KeySeals,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Announces a key that was made elsewhere; the first key of a side is activated at once.
   *
   * @throws Error for an invalid or unsupported key; the message does not repeat the input
   */
  async import(
    { side, ...foreign }: ForeignKey & { side: Side },
    actor: Actor,
  ): Promise<{ kid: string; algorithm: SigningAlgorithm; state: KeyState }> {
    const privateKey = readPrivateKey(foreign.pem);
    const algorithm = algorithmOf(privateKey, foreign);
    const seal = this.seals.get(side);
    const key = newSigningKey(privateKey, { side, algorithm }, seal);
    return this.keys.locked(side, async (transaction) => {
      const active = (await this.keys.list(side, transaction)).find(
        (row) => stateOf(row) === 'active',
      );
      if (active) {
        const sealed = (await this.keys.listSealed(side, transaction)).get(active.kid);
        if (!active.isAuthentic || !sealed || !seal.open(active.kid, sealed)) {
          throw new Error(`${side}.oauth.keyEncryptionKey is not the one that the ${side} has`);
        }
      }
      if (!(await this.keys.insert(key, transaction))) {
        throw new Error(`this key is known already: ${key.kid}`);
      }
      const events: NewAuditEvent[] = [
        keyEvent('key.imported', key, { actor, after: { algorithm } }),
      ];
      if (!active) {
        await this.keys.activate(key, transaction);
        events.push(keyEvent('key.activated', key, { actor, reason: 'no other key signs' }));
      }
      await this.audit.record(events, transaction);
      return { kid: key.kid, algorithm, state: active ? 'announced' : 'active' };
    });
  }

  /**
   * Seals every key of the side with the current key-encryption key, except those that already are,
   * and authenticates their rows with it. Changes all of them or none. Returns their number.
   *
   * @throws Error when neither the current nor the previous key-encryption key opens one of them
   */
  async reseal(side: Side, actor: Actor): Promise<number> {
    const seal = this.seals.get(side);
    return this.keys.locked(side, async (transaction) => {
      const sealed = await this.keys.listSealed(side, transaction);
      const old = (await this.keys.list(side, transaction))
        .map((row) => ({ row, bytes: sealed.get(row.kid) ?? Buffer.alloc(0) }))
        .filter(({ row, bytes }) => !seal.isCurrent(row, bytes))
        .map(({ row, bytes }) => ({ row, privateKey: seal.open(row.kid, bytes) }));
      const unopened = old.filter(({ row, privateKey }) => !row.isAuthentic || !privateKey);
      if (unopened.length > 0) {
        throw new Error(
          `nothing is changed: neither ${side}.oauth.keyEncryptionKey nor ` +
            `previousKeyEncryptionKey opens ${unopened.map(({ row }) => row.kid).join(', ')}`,
        );
      }
      for (const { row, privateKey } of old) {
        await this.keys.reseal(row.kid, seal.seal(row.kid, privateKey!), transaction);
        await this.keys.write(row, transaction);
      }
      const events = old.map(({ row }) => keyEvent('key.resealed', row, { actor }));
      await this.audit.record(events, transaction);
      return old.length;
    });
  }
}

/** @throws Error when the key fits no supported algorithm, or not the requested one */
function algorithmOf(
  privateKey: KeyObject,
  { algorithm, preferred }: Omit<ForeignKey, 'pem'>,
): SigningAlgorithm {
  const publicKey = createPublicKey(privateKey);
  const fits = SIGNING_ALGORITHMS.filter((each) => isKeyOf(each, publicKey));
  if (algorithm) {
    if (fits.includes(algorithm)) return algorithm;
    throw new Error(`this is no key for ${algorithm}`);
  }
  const [first] = fits;
  if (!first) throw new Error(`this is no key for ${SIGNING_ALGORITHMS.join(', ')}`);
  return fits.includes(preferred) ? preferred : first;
}
