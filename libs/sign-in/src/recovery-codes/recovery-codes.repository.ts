import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** Stores the hashes of the recovery codes of the people of this side. */
@Injectable()
export class RecoveryCodesRepository {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {}

  /** Replaces all codes of the person. */
  async replace(personId: string, hashes: Buffer[], transaction: Transaction): Promise<void> {
    await this.remove(personId, transaction);
    await transaction.query(
      `INSERT INTO recovery_codes (side, person_id, code_hash)
       SELECT $1, $2, hash FROM unnest($3::bytea[]) hash`,
      [this.settings.side, personId, hashes],
    );
  }

  /** Uses up a code. Returns false when the person has no such code, or has used it before. */
  async use(personId: string, hash: Buffer): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `UPDATE recovery_codes SET used_at = now()
       WHERE side = $1 AND person_id = $2 AND code_hash = $3 AND used_at IS NULL`,
      [this.settings.side, personId, hash],
    );
    return count > 0;
  }

  /** Counts the codes of a person that are not used. */
  async countOf(personId: string): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM recovery_codes
       WHERE side = $1 AND person_id = $2 AND used_at IS NULL`,
      [this.settings.side, personId],
    );
    return row!.count;
  }

  async remove(personId: string, transaction: Transaction): Promise<void> {
    await transaction.query('DELETE FROM recovery_codes WHERE side = $1 AND person_id = $2', [
      this.settings.side,
      personId,
    ]);
  }
}
