import { Injectable } from '@nestjs/common';
import { prepared, type Transaction } from '#database';
import { FactorsRepository } from '../people/factors.repository.js';

/** Time to enter the first code of a new secret. */
const PENDING = `interval '10 minutes'`;

/**
 * Codes of one person that may be tried in an hour, from all networks together. Three codes of a
 * million are right at a time, so an attacker who has the password guesses one in 10 years or so.
 * Only people with the password can use up the attempts; a recovery code or a passkey still works.
 */
const MAX_ATTEMPTS = 10;
const WINDOW = `interval '1 hour'`;

const HAS = prepared(`
  SELECT FROM totp_secrets WHERE side = $1 AND person_id = $2 AND sealed_secret IS NOT NULL`);

/** Stores the secrets of authenticator apps, sealed, one for each person of this side. */
@Injectable()
export class TotpSecretsRepository extends FactorsRepository {
  /** True when the person has confirmed a secret. */
  async has(personId: string): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(HAS, [this.settings.side, personId]);
    return rows.length > 0;
  }

  /** Stores a secret that a code has to confirm. An earlier one that was not confirmed is replaced. */
  async storePending(personId: string, sealed: Buffer): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO totp_secrets (side, person_id, pending_secret, pending_at)
       VALUES ($1, $2, $3, now())
       ON CONFLICT (side, person_id) DO UPDATE SET pending_secret = $3, pending_at = now()`,
      [this.settings.side, personId, sealed],
    );
  }

  /** Finds the secret that waits for its first code, sealed; null after 10 minutes. */
  async findPending(personId: string): Promise<Buffer | null> {
    const [row] = await this.dataSource.query<{ secret: Buffer }[]>(
      `SELECT pending_secret AS secret FROM totp_secrets
       WHERE side = $1 AND person_id = $2 AND pending_at > now() - ${PENDING}`,
      [this.settings.side, personId],
    );
    return row?.secret ?? null;
  }

  /** Makes the pending secret the secret of the person. Returns false if it is another one now. */
  async activate(
    personId: string,
    { sealed, step }: { sealed: Buffer; step: number },
    transaction: Transaction,
  ): Promise<boolean> {
    const [, count] = await transaction.query<[unknown, number]>(
      `UPDATE totp_secrets SET sealed_secret = pending_secret, last_step = $4, confirmed_at = now(),
         attempts = 0, attempts_since = NULL, pending_secret = NULL, pending_at = NULL
       WHERE side = $1 AND person_id = $2 AND pending_secret = $3`,
      [this.settings.side, personId, sealed, step],
    );
    return count > 0;
  }

  /**
   * Counts an attempt. Returns the sealed secret; null when the person has none, or has used up the
   * attempts of the hour. Attempts at the same time are counted one after the other.
   */
  async beginAttempt(personId: string): Promise<Buffer | null> {
    const [rows] = await this.dataSource.query<[{ secret: Buffer }[]]>(
      `UPDATE totp_secrets SET
         attempts = CASE WHEN attempts_since > now() - ${WINDOW} THEN attempts + 1 ELSE 1 END,
         attempts_since = CASE WHEN attempts_since > now() - ${WINDOW} THEN attempts_since ELSE now() END
       WHERE side = $1 AND person_id = $2 AND sealed_secret IS NOT NULL
         AND (attempts < ${MAX_ATTEMPTS} OR attempts_since <= now() - ${WINDOW})
       RETURNING sealed_secret AS secret`,
      [this.settings.side, personId],
    );
    return rows[0]?.secret ?? null;
  }

  /**
   * Uses up the code of a time step, and all earlier ones (RFC 6238 §5.2). Returns false when that
   * code or a later one was used before; of several simultaneous calls exactly one gets true.
   */
  async use(personId: string, { sealed, step }: { sealed: Buffer; step: number }) {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `UPDATE totp_secrets SET last_step = $4, attempts = 0, attempts_since = NULL
       WHERE side = $1 AND person_id = $2 AND sealed_secret = $3 AND last_step < $4`,
      [this.settings.side, personId, sealed, step],
    );
    return count > 0;
  }

  /** Returns false when the person has no secret. */
  async remove(personId: string, transaction: Transaction): Promise<boolean> {
    const [rows] = await transaction.query<[{ confirmed: boolean }[]]>(
      `DELETE FROM totp_secrets WHERE side = $1 AND person_id = $2
       RETURNING sealed_secret IS NOT NULL AS confirmed`,
      [this.settings.side, personId],
    );
    return rows[0]?.confirmed ?? false;
  }
}
