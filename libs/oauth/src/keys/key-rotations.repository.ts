import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import type { SigningAlgorithm } from '../jws/signing-algorithm.js';
import type { Side } from '../side.js';

/** A new key is wanted. */
export interface RotationWish {
  /** Null is the configured one. */
  algorithm: SigningAlgorithm | null;
}

/**
 * The wish for a new key, one of each side at the most. Who wishes needs the
 * database; only a process of the side can seal the key, and makes it.
 */
@Injectable()
export class KeyRotationsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async find(side: Side, transaction?: Transaction): Promise<RotationWish | null> {
    const [wish] = await (transaction ?? this.dataSource.manager).query<RotationWish[]>(
      'SELECT algorithm FROM key_rotations WHERE side = $1',
      [side],
    );
    return wish ?? null;
  }

  /** A later wish takes the place of one that nobody has carried out yet. */
  async put(side: Side, { algorithm }: RotationWish, transaction: Transaction): Promise<void> {
    await transaction.query(
      `INSERT INTO key_rotations (side, algorithm) VALUES ($1, $2)
       ON CONFLICT (side) DO UPDATE SET algorithm = excluded.algorithm, requested_at = now()`,
      [side, algorithm],
    );
  }

  async delete(side: Side, transaction: Transaction): Promise<void> {
    await transaction.query('DELETE FROM key_rotations WHERE side = $1', [side]);
  }
}
