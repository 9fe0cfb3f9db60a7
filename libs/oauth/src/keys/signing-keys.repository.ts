import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Transaction } from '#database';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import type { Side } from '../side.js';
import type { NewSigningKey } from './new-signing-key.js';
import { SigningKey } from './signing-key.entity.js';

/** Any number that nothing else in this database locks; the side is the second key. */
const KEYS_LOCK = 7_517;

/** How far the row of a retired key that signs on may be behind; far less than its margin. */
const SIGNS_ON = '1 minute';

/** A new key is wanted. */
export interface RotationWish {
  /** Null is the configured one. */
  algorithm: SigningAlgorithm | null;
}

/**
 * The rows of signing keys, both halves; and the wish for a new one: who wishes
 * needs the database, and only a process of the side can seal what is made.
 */
@Injectable()
export class SigningKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Of one side or of both, the newest first. */
  async list(side?: Side, transaction?: Transaction): Promise<SigningKey[]> {
    return this.#manager(transaction).find(SigningKey, {
      where: side ? { side } : {},
      order: { side: 'ASC', createdAt: 'DESC', kid: 'ASC' },
    });
  }

  async find(kid: string, transaction: Transaction): Promise<SigningKey | null> {
    return transaction.findOneBy(SigningKey, { kid });
  }

  /** The private halves of a side as they are kept, by key id. */
  async listSealed(side: Side, transaction?: Transaction): Promise<Map<string, Buffer>> {
    const rows = await this.#manager(transaction).query<{ kid: string; sealed: Buffer }[]>(
      'SELECT kid, sealed_private_key AS sealed FROM sealed_signing_keys WHERE side = $1',
      [side],
    );
    return new Map(rows.map(({ kid, sealed }) => [kid, sealed]));
  }

  /**
   * A transaction in which nobody else changes the keys of the side: of many
   * processes that see the same, one acts, and the others see what it did.
   */
  async locked<Result>(
    side: Side,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    return this.dataSource.transaction(async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [KEYS_LOCK, side]);
      return work(transaction);
    });
  }

  /** The database's, by which all times of keys are compared. */
  async now(transaction?: Transaction): Promise<Date> {
    // Not now(), which is when the transaction began: it may have waited for the lock.
    const sql = 'SELECT clock_timestamp() AS now';
    const [row] = await this.#manager(transaction).query<{ now: Date }[]>(sql);
    return row!.now;
  }

  /** Announced. False when there is one of that id. */
  async insert(key: NewSigningKey, transaction: Transaction): Promise<boolean> {
    const { kid, side, algorithm, publicJwk, sealedPrivateKey } = key;
    const rows = await transaction.query<unknown[]>(
      `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, created_at)
       VALUES ($1, $2, $3, $4, clock_timestamp()) ON CONFLICT DO NOTHING RETURNING kid`,
      [kid, side, algorithm, JSON.stringify(publicJwk)],
    );
    if (rows.length === 0) return false;
    await transaction.query(
      'INSERT INTO sealed_signing_keys (kid, side, sealed_private_key) VALUES ($1, $2, $3)',
      [kid, side, sealedPrivateKey],
    );
    return true;
  }

  /**
   * Whatever signed until now is retired at the same moment; its id, or null. An
   * application may do so with its own side's only: of another it changes nothing.
   */
  async activate(
    { kid, side }: Pick<SigningKey, 'kid' | 'side'>,
    transaction: Transaction,
  ): Promise<{ isActive: boolean; retired: string | null }> {
    const [[retired]] = await transaction.query<[{ kid: string }[]]>(
      `UPDATE signing_keys SET retired_at = clock_timestamp()
       WHERE side = $1 AND activated_at IS NOT NULL AND retired_at IS NULL RETURNING kid`,
      [side],
    );
    const [, activated] = await transaction.query<[unknown, number]>(
      'UPDATE signing_keys SET activated_at = clock_timestamp() WHERE kid = $1',
      [kid],
    );
    return { isActive: activated > 0, retired: retired?.kid ?? null };
  }

  /** Gone from everywhere, at once. */
  async delete(kid: string, transaction: Transaction): Promise<void> {
    await transaction.delete(SigningKey, { kid });
  }

  async reseal(kid: string, sealed: Buffer, transaction: Transaction): Promise<void> {
    await transaction.query(
      'UPDATE sealed_signing_keys SET sealed_private_key = $2 WHERE kid = $1',
      [kid, sealed],
    );
  }

  /** A retired key with which somebody signs all the same is needed longer. */
  async signsOn(kid: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE signing_keys SET retired_at = clock_timestamp()
       WHERE kid = $1 AND retired_at < clock_timestamp() - interval '${SIGNS_ON}'`,
      [kid],
    );
  }

  async findWish(side: Side, transaction?: Transaction): Promise<RotationWish | null> {
    const [wish] = await this.#manager(transaction).query<RotationWish[]>(
      'SELECT algorithm FROM key_rotations WHERE side = $1',
      [side],
    );
    return wish ?? null;
  }

  /**
   * Of each side one at the most: a later one takes the place of one that nobody
   * has carried out, and has its algorithm when it names none.
   */
  async wish(side: Side, { algorithm }: RotationWish, transaction: Transaction): Promise<void> {
    await transaction.query(
      `INSERT INTO key_rotations (side, algorithm) VALUES ($1, $2)
       ON CONFLICT (side) DO UPDATE SET
         algorithm = coalesce(excluded.algorithm, key_rotations.algorithm), requested_at = now()`,
      [side, algorithm],
    );
  }

  async deleteWish(side: Side, transaction: Transaction): Promise<void> {
    await transaction.query('DELETE FROM key_rotations WHERE side = $1', [side]);
  }

  #manager(transaction?: Transaction): EntityManager {
    return transaction ?? this.dataSource.manager;
  }
}
