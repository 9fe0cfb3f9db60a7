import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteInPages, type Transaction } from '#database';
import type { NewAccount } from './registrar.js';

const COLUMNS =
  'email, first_name AS "firstName", last_name AS "lastName", company_name AS "companyName"';

const VALID = 'token_hash = $1 AND expires_at > now()';

/** Stores registrations that nobody has confirmed, by the hash of the secret in their link. */
@Injectable()
export class RegistrationsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Stores a registration for `lifetime` seconds, and returns its end. */
  async insert(
    tokenHash: Buffer,
    { email, firstName, lastName, companyName, lifetime }: NewAccount & { lifetime: number },
    transaction: Transaction,
  ): Promise<Date> {
    const expiresAt = new Date(Date.now() + lifetime * 1000);
    await transaction.query(
      `INSERT INTO registrations (token_hash, email, first_name, last_name, company_name, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [tokenHash, email, firstName, lastName, companyName, expiresAt],
    );
    return expiresAt;
  }

  async find(tokenHash: Buffer): Promise<NewAccount | null> {
    const [account] = await this.dataSource.query<NewAccount[]>(
      `SELECT ${COLUMNS} FROM registrations WHERE ${VALID}`,
      [tokenHash],
    );
    return account ?? null;
  }

  /**
   * Uses a registration up. Of several simultaneous calls one gets it. All registrations of the address
   * are locked in one order: two links that are used at once would wait for each other.
   */
  async use(tokenHash: Buffer, transaction: Transaction): Promise<NewAccount | null> {
    await transaction.query(
      `SELECT FROM registrations WHERE lower(email) =
         (SELECT lower(email) FROM registrations WHERE token_hash = $1)
       ORDER BY token_hash FOR UPDATE`,
      [tokenHash],
    );
    const [[account]] = await transaction.query<[NewAccount[]]>(
      `DELETE FROM registrations WHERE ${VALID} RETURNING ${COLUMNS}`,
      [tokenHash],
    );
    return account ?? null;
  }

  /** Deletes the other registrations of an e-mail address. */
  async deleteOf(email: string, transaction: Transaction): Promise<void> {
    await transaction.query('DELETE FROM registrations WHERE lower(email) = lower($1)', [email]);
  }

  /** Deletes registrations that nobody has confirmed in time. */
  async purge(): Promise<void> {
    await deleteInPages(this.dataSource, {
      table: 'registrations',
      key: ['token_hash'],
      where: 'expires_at < now()',
    });
  }
}
