import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Transaction } from '#database';
import { readAlgorithm, type SigningAlgorithm } from '../jws/signing-algorithm.js';
import type { Side } from '../side.js';
import { areWritable } from './authentication-code.js';
import type { NewSigningKey } from './new-signing-key.js';
import { KeySeals } from './key-seals.js';
import { SigningKey, stateOf } from './signing-key.entity.js';

/** The first key of the advisory lock, any unused number; the side is the second key. */
const KEYS_LOCK = 7_517;

/** Milliseconds between two updates of a retired key that still signs; far less than its margin. */
const SIGNS_ON_MS = 60_000;

/** Marks a row that was not authentic before the change: it contains no right code. */
const NO_CODE = Buffer.alloc(0);

/** A request for a new key. */
export interface RotationRequest {
  /** Null means the configured algorithm. */
  algorithm: SigningAlgorithm | null;
}

/**
 * Reads and writes the rows of signing keys, both halves, and the requests for new keys. A request
 * needs only the database; a process of the side makes and seals the key.
 */
@Injectable()
export class SigningKeysRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly seals: KeySeals,
  ) {}

  /**
   * Returns the keys of one side or of both, the newest first. Callers must use a key that is not
   * authentic only to report it.
   */
  async list(side?: Side, transaction?: Transaction): Promise<SigningKey[]> {
    const rows = await this.#manager(transaction).find(SigningKey, {
      where: side ? { side } : {},
      order: { side: 'ASC', createdAt: 'DESC', kid: 'ASC' },
    });
    for (const row of rows) row.isAuthentic = this.#isAuthentic(row);
    return rows;
  }

  async find(kid: string, transaction: Transaction): Promise<SigningKey | null> {
    const row = await transaction.findOneBy(SigningKey, { kid });
    return row && Object.assign(row, { isAuthentic: this.#isAuthentic(row) });
  }

  /** Returns the sealed private halves of a side, by key id. */
  async listSealed(side: Side, transaction?: Transaction): Promise<Map<string, Buffer>> {
    const rows = await this.#manager(transaction).query<{ kid: string; sealed: Buffer }[]>(
      'SELECT kid, sealed_private_key AS sealed FROM sealed_signing_keys WHERE side = $1',
      [side],
    );
    return new Map(rows.map(({ kid, sealed }) => [kid, sealed]));
  }

  /**
   * Runs a transaction with the lock of the side's keys: of many processes that see the same state,
   * one acts, and the others then see the result.
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

  /** Runs a transaction without the lock, so that no other session can delay the end of a key. */
  async withoutLock<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }

  /** Returns the time of the database, with which all times of keys are compared. */
  async now(transaction?: Transaction): Promise<Date> {
    // now() is the start of the transaction, which may have waited for the lock since.
    const sql = 'SELECT clock_timestamp() AS now';
    const [row] = await this.#manager(transaction).query<{ now: Date }[]>(sql);
    return row!.now;
  }

  /**
   * Inserts a key as announced. Returns false when the id exists.
   *
   * @throws Error for a key that was removed before
   */
  async insert(key: NewSigningKey, transaction: Transaction): Promise<boolean> {
    const { kid, side, algorithm, publicJwk, sealedPrivateKey } = key;
    const createdAt = await this.now(transaction);
    const facts = { ...key, createdAt, activatedAt: null, retiredAt: null };
    const authentication = this.seals.get(side).authenticate(facts);
    const rows = await transaction.query<unknown[]>(
      `INSERT INTO signing_keys (kid, side, algorithm, public_jwk, created_at, authentication)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING RETURNING kid`,
      [kid, side, algorithm, JSON.stringify(publicJwk), createdAt, authentication],
    );
    if (rows.length === 0) return false;
    await transaction.query(
      'INSERT INTO sealed_signing_keys (kid, side, sealed_private_key) VALUES ($1, $2, $3)',
      [kid, side, sealedPrivateKey],
    );
    return true;
  }

  /**
   * Activates a key and retires the active one at the same time. Returns the retired id, or null.
   *
   * @throws Error without the key-encryption key of the side
   */
  async activate(
    { kid, side }: Pick<SigningKey, 'kid' | 'side'>,
    transaction: Transaction,
  ): Promise<string | null> {
    const rows = await this.list(side, transaction);
    const at = await this.now(transaction);
    const active = rows.find((row) => stateOf(row) === 'active');
    if (active) await this.write(Object.assign(active, { retiredAt: at }), transaction);
    const next = rows.find((row) => row.kid === kid);
    if (next) await this.write(Object.assign(next, { activatedAt: at }), transaction);
    return active?.kid ?? null;
  }

  /** Writes the times of a key, and a code for them when the key `isAuthentic`. */
  async write(key: SigningKey, transaction: Transaction): Promise<void> {
    const { kid, side, activatedAt, retiredAt } = key;
    const code = key.isAuthentic ? this.seals.get(side).authenticate(key) : NO_CODE;
    await transaction.query(
      `UPDATE signing_keys SET activated_at = $2, retired_at = $3, authentication = $4
       WHERE kid = $1`,
      [kid, activatedAt, retiredAt, code],
    );
  }

  /** Deletes both halves of a key. Returns false when there is no such key. */
  async delete(kid: string, transaction: Transaction): Promise<boolean> {
    const { affected } = await transaction.delete(SigningKey, { kid });
    return affected === 1;
  }

  async reseal(kid: string, sealed: Buffer, transaction: Transaction): Promise<void> {
    await transaction.query(
      'UPDATE sealed_signing_keys SET sealed_private_key = $2 WHERE kid = $1',
      [kid, sealed],
    );
  }

  /** Moves the retirement of a key with which a process still signs to the present. */
  async postponeRetirement({ kid, side }: Pick<SigningKey, 'kid' | 'side'>): Promise<void> {
    await this.locked(side, async (transaction) => {
      const key = await this.find(kid, transaction);
      const now = await this.now(transaction);
      const retiredAt = key?.retiredAt?.getTime() ?? Infinity;
      if (!key?.isAuthentic || now.getTime() - retiredAt < SIGNS_ON_MS) return;
      await this.write(Object.assign(key, { retiredAt: now }), transaction);
    });
  }

  /** Finds the request. An unknown algorithm, which only a stolen login writes, counts as none. */
  async findRequest(side: Side, transaction?: Transaction): Promise<RotationRequest | null> {
    const [request] = await this.#manager(transaction).query<{ algorithm: string | null }[]>(
      'SELECT algorithm FROM key_rotations WHERE side = $1',
      [side],
    );
    return request ? { algorithm: readAlgorithm(request.algorithm) } : null;
  }

  /**
   * Requests a new key. Each side has at most one request: a later one replaces an open one, and
   * keeps its algorithm when it names none.
   */
  async request(side: Side, rotation: RotationRequest, transaction: Transaction): Promise<void> {
    await transaction.query(
      `INSERT INTO key_rotations (side, algorithm) VALUES ($1, $2)
       ON CONFLICT (side) DO UPDATE SET
         algorithm = coalesce(excluded.algorithm, key_rotations.algorithm), requested_at = now()`,
      [side, rotation.algorithm],
    );
  }

  async deleteRequest(side: Side, transaction: Transaction): Promise<void> {
    await transaction.query('DELETE FROM key_rotations WHERE side = $1', [side]);
  }

  #isAuthentic(row: SigningKey): boolean | null {
    return areWritable(row) ? (this.seals.find(row.side)?.isAuthentic(row) ?? null) : false;
  }

  #manager(transaction?: Transaction): EntityManager {
    return transaction ?? this.dataSource.manager;
  }
}
