import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Side } from '../side.js';
import { SigningKey } from './signing-key.entity.js';

/** Any number that nothing else in this database locks; the side is the second key. */
const FIRST_KEY_LOCK = 7_517;

@Injectable()
export class SigningKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Of one side or of both, the newest first. */
  async list(side?: Side): Promise<SigningKey[]> {
    return this.dataSource.getRepository(SigningKey).find({
      where: side ? { side } : {},
      order: { side: 'ASC', createdAt: 'DESC', kid: 'ASC' },
    });
  }

  /**
   * The keys of one side; makes the first one when there is none.
   *
   * Replicas that start at the same time wait for each other here, so that a
   * side never begins with two keys.
   */
  async listOrBegin(side: Side, make: () => SigningKey): Promise<SigningKey[]> {
    const keys = await this.list(side);
    if (keys.length > 0) return keys;
    await this.dataSource.transaction(async (transaction) => {
      await transaction.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
        FIRST_KEY_LOCK,
        side,
      ]);
      if (!(await transaction.existsBy(SigningKey, { side }))) {
        await transaction.insert(SigningKey, make());
      }
    });
    return this.list(side);
  }
}
