import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '#oauth';

/** Stores the public key of each side, with which secrets for its providers are sealed. */
@Injectable()
export class SealingKeysRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Returns 32 bytes; null before a server of the side has published its key. */
  async find(side: Side, transaction?: Transaction): Promise<Buffer | null> {
    const [row] = await (transaction ?? this.dataSource).query<{ publicKey: Buffer }[]>(
      'SELECT public_key AS "publicKey" FROM sealing_keys WHERE side = $1',
      [side],
    );
    return row?.publicKey ?? null;
  }

  async publish(side: Side, publicKey: Buffer): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO sealing_keys AS known (side, public_key) VALUES ($1, $2)
       ON CONFLICT (side) DO UPDATE SET public_key = excluded.public_key
         WHERE known.public_key <> excluded.public_key`,
      [side, publicKey],
    );
  }
}
