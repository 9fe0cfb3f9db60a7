import { Injectable } from '@nestjs/common';
import { prepared, type Transaction } from '#database';
import { endPendingSignIns } from '../people/end-pending-sign-ins.js';
import { FactorsRepository } from '../people/factors.repository.js';

/** Identities of one person, at most. */
const MAX_IDENTITIES = 20;

/** An account at a provider. Only issuer and subject together are unique and lasting. */
export interface Identity {
  issuer: string;
  subject: string;
}

/** An identity with which a person signs in; times in Unix seconds. */
export interface LinkedIdentity extends Identity {
  createdAt: number;
  lastUsedAt: number | null;
}

const SECONDS = (column: string) => `floor(extract(epoch FROM ${column}))::integer`;

const USE = prepared(`
  UPDATE linked_identities SET last_used_at = now()
  WHERE side = $1 AND issuer = $2 AND subject = $3 RETURNING person_id::text AS "personId"`);

/** Stores which person an identity at a provider belongs to. E-mail addresses are never compared. */
@Injectable()
export class LinkedIdentitiesRepository extends FactorsRepository {
  /** Returns the id of the person, and records the use; null for an unknown identity. */
  async use({ issuer, subject }: Identity): Promise<string | null> {
    const values = [this.settings.side, issuer, subject];
    const [rows] = await this.dataSource.query<[{ personId: string }[]]>(USE, values);
    return rows[0]?.personId ?? null;
  }

  /**
   * Links an identity to a person, unless it belongs to somebody already. Returns the owner; null
   * when the person has the maximum. Of several simultaneous calls one gets the identity.
   */
  async claim(
    personId: string,
    { issuer, subject }: Identity,
    transaction: Transaction,
  ): Promise<{ personId: string; isNew: boolean } | null> {
    const [owner] = await transaction.query<{ personId: string; isNew: boolean }[]>(
      `INSERT INTO linked_identities AS known (side, person_id, issuer, subject)
       SELECT $1, $2, $3, $4 WHERE (
         SELECT count(*) FROM linked_identities WHERE side = $1 AND person_id = $2
       ) < ${MAX_IDENTITIES}
       ON CONFLICT (side, issuer, subject) DO UPDATE SET last_used_at = known.last_used_at
       RETURNING person_id::text AS "personId", xmax = 0 AS "isNew"`,
      [this.settings.side, personId, issuer, subject],
    );
    return owner ?? null;
  }

  async listOf(personId: string): Promise<LinkedIdentity[]> {
    return this.dataSource.query<LinkedIdentity[]>(
      `SELECT issuer, subject, ${SECONDS('created_at')} AS "createdAt",
         ${SECONDS('last_used_at')} AS "lastUsedAt"
       FROM linked_identities WHERE side = $1 AND person_id = $2
       ORDER BY created_at, issuer LIMIT ${MAX_IDENTITIES}`,
      [this.settings.side, personId],
    );
  }

  /** True when the identity belongs to the person. It stays theirs until the transaction ends. */
  async isOf(
    personId: string,
    { issuer, subject }: Identity,
    transaction: Transaction,
  ): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      `SELECT FROM linked_identities
       WHERE side = $1 AND person_id = $2 AND issuer = $3 AND subject = $4 FOR SHARE`,
      [this.settings.side, personId, issuer, subject],
    );
    return rows.length > 0;
  }

  /**
   * Removes an identity, and ends sign-ins that wait for a second factor, which may have begun with it.
   * Returns false when the person has no such identity.
   */
  async remove(
    personId: string,
    { issuer, subject }: Identity,
    transaction: Transaction,
  ): Promise<boolean> {
    const [, count] = await transaction.query<[unknown, number]>(
      `DELETE FROM linked_identities
       WHERE side = $1 AND person_id = $2 AND issuer = $3 AND subject = $4`,
      [this.settings.side, personId, issuer, subject],
    );
    if (count === 0) return false;
    await endPendingSignIns({ side: this.settings.side, personId }, transaction);
    return true;
  }
}
