import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteExpired, type ExpiringTable, type Transaction } from '#database';
import { SIGN_IN_SETTINGS, type SignInSettings } from '../sign-in.settings.js';

/** A sign-in whose first factor is proved, and that waits for a second one. */
export interface PendingSignIn {
  personId: string;
  amr: string[];
  /** Where the sign-in continues, see `Paths.returnTo`. */
  returnTo: string;
  /** The identity provider at which it began; null without one. */
  providerId: string | null;
  /** Attempts at the second factor, this one included. */
  attempts: number;
}

/** Seconds that a person may take for the second factor. */
const LIFETIME = 600;

const SIGN_INS: ExpiringTable = { table: 'pending_sign_ins', key: ['id_hash'] };

/** Stores sign-ins that wait for a second factor. */
@Injectable()
export class PendingSignInsRepository {
  constructor(
    @Inject(SIGN_IN_SETTINGS) private readonly settings: Pick<SignInSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {}

  async insert(
    idHash: Buffer,
    { personId, amr, returnTo, providerId }: Omit<PendingSignIn, 'attempts'>,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO pending_sign_ins
         (id_hash, side, person_id, amr, return_to, provider_id, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + interval '${LIFETIME} seconds')`,
      [idHash, this.settings.side, personId, amr, returnTo, providerId],
    );
  }

  /** Finds a sign-in, and counts an attempt at its second factor if `counts`. */
  async find(idHash: Buffer, counts: boolean): Promise<PendingSignIn | null> {
    const [rows] = await this.dataSource.query<[PendingSignIn[]]>(
      `UPDATE pending_sign_ins SET attempts = least(attempts + $3, 1000)
       WHERE id_hash = $1 AND side = $2 AND expires_at > now()
       RETURNING person_id::text AS "personId", amr, return_to AS "returnTo", attempts,
         provider_id::text AS "providerId"`,
      [idHash, this.settings.side, counts ? 1 : 0],
    );
    return rows[0] ?? null;
  }

  /** Deletes a sign-in. Of several simultaneous calls one returns true. */
  async delete(idHash: Buffer, transaction: Transaction): Promise<boolean> {
    const [, count] = await transaction.query<[unknown, number]>(
      'DELETE FROM pending_sign_ins WHERE id_hash = $1 AND side = $2',
      [idHash, this.settings.side],
    );
    return count > 0;
  }

  /** Deletes sign-ins that have expired. */
  async purge(): Promise<void> {
    await deleteExpired(this.dataSource, SIGN_INS, this.settings.side);
  }
}
