import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import { FactorsRepository } from '../people/factors.repository.js';

/** Passkeys of one person, at most. */
export const MAX_PASSKEYS = 20;

/** The first key of the advisory lock, any unused number; the person is the second key. */
const LOCK = 7_518;

/** A passkey as its owner sees it; times in Unix seconds. */
export interface Passkey {
  id: string;
  /** The name that the owner has given it. */
  name: string;
  createdAt: number;
  lastUsedAt: number | null;
}

/** The half of a passkey that verifies signatures. */
export interface Credential {
  id: string;
  personId: string;
  credentialId: Buffer;
  /** COSE (RFC 9052 §7). */
  publicKey: Buffer;
  /** Number of signatures; 0 for an authenticator that does not count. */
  counter: number;
}

const SECONDS = (column: string) => `floor(extract(epoch FROM ${column}))::integer`;

/** Stores the passkeys of the people of this side. */
@Injectable()
export class PasskeysRepository extends FactorsRepository {
  async listOf(personId: string): Promise<Passkey[]> {
    return this.dataSource.query<Passkey[]>(
      `SELECT id::text, name, ${SECONDS('created_at')} AS "createdAt",
         ${SECONDS('last_used_at')} AS "lastUsedAt"
       FROM passkeys WHERE side = $1 AND person_id = $2 ORDER BY id LIMIT ${MAX_PASSKEYS}`,
      [this.settings.side, personId],
    );
  }

  /** Lists the ids that authenticators have for the passkeys of a person. */
  async credentialIdsOf(personId: string): Promise<Buffer[]> {
    const rows = await this.dataSource.query<{ credentialId: Buffer }[]>(
      `SELECT credential_id AS "credentialId" FROM passkeys
       WHERE side = $1 AND person_id = $2 ORDER BY id LIMIT ${MAX_PASSKEYS}`,
      [this.settings.side, personId],
    );
    return rows.map(({ credentialId }) => credentialId);
  }

  async find(credentialId: Buffer): Promise<Credential | null> {
    const [row] = await this.dataSource.query<(Credential & { counter: string })[]>(
      `SELECT id::text, person_id::text AS "personId", credential_id AS "credentialId",
         public_key AS "publicKey", counter::text FROM passkeys
       WHERE side = $1 AND credential_id = $2`,
      [this.settings.side, credentialId],
    );
    return row ? { ...row, counter: Number(row.counter) } : null;
  }

  /**
   * Returns the id of the new row; null when the passkey exists, or the person has the maximum. The
   * passkeys of one person are added one after the other: the pages show no more than the maximum.
   */
  async insert(
    { personId, credentialId, publicKey, counter, name }: Omit<Credential, 'id'> & { name: string },
    transaction: Transaction,
  ): Promise<string | null> {
    await transaction.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [
      LOCK,
      `${this.settings.side} ${personId}`,
    ]);
    const [row] = await transaction.query<{ id: string }[]>(
      `INSERT INTO passkeys (side, person_id, credential_id, public_key, counter, name)
       SELECT $1, $2, $3, $4, $5, $6
       WHERE (SELECT count(*) FROM passkeys WHERE side = $1 AND person_id = $2) < ${MAX_PASSKEYS}
       ON CONFLICT (side, credential_id) DO NOTHING RETURNING id::text`,
      [this.settings.side, personId, credentialId, publicKey, counter, name],
    );
    return row?.id ?? null;
  }

  /**
   * Records a use. Returns false when the counter is not above that of the last use, which means
   * that the passkey was copied (WebAuthn §6.1.1). Authenticators without a counter send 0.
   */
  async use(id: string, counter: number): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `UPDATE passkeys SET counter = $2, last_used_at = now()
       WHERE id = $1 AND (counter < $2 OR counter = 0 AND $2 = 0)`,
      [id, counter],
    );
    return count > 0;
  }

  /** Removes a passkey of the person. Returns its name; null when there is none. */
  async remove(id: string, personId: string, transaction: Transaction): Promise<string | null> {
    const [rows] = await transaction.query<[{ name: string }[]]>(
      `DELETE FROM passkeys WHERE id = $1 AND side = $2 AND person_id = $3 RETURNING name`,
      [id, this.settings.side, personId],
    );
    return rows[0]?.name ?? null;
  }
}
