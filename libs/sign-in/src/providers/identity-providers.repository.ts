import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { prepared, type Transaction } from '#database';
import type { Side } from '#oauth';
import { type IdentityProvider, MAX_PROVIDERS } from './identity-provider.js';

const COLUMNS = `id::text, side, key, name, issuer, client_id AS "clientId",
  sealed_secret AS "sealedSecret", scope, enabled, created_at AS "createdAt",
  updated_at AS "updatedAt"`;

/** Providers of both sides, at most. A stolen login can add more than the API. */
const MAX_LISTED = 1000;

const LIST_ENABLED = prepared(`
  SELECT ${COLUMNS} FROM identity_providers
  WHERE side = $1 AND enabled ORDER BY id LIMIT ${MAX_PROVIDERS}`);

/** The values of a provider that is stored. */
export type NewProvider = Omit<IdentityProvider, 'id' | 'createdAt' | 'updatedAt'>;

/**
 * Stores identity providers. The applications read those of their side for each page, so that a
 * change takes effect at once.
 */
@Injectable()
export class IdentityProvidersRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs work in a transaction, which the methods with that parameter join. */
  async within<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }

  /** Lists the providers at which people of a side may sign in, in the order of their creation. */
  async listEnabled(side: Side): Promise<IdentityProvider[]> {
    return this.dataSource.query<IdentityProvider[]>(LIST_ENABLED, [side]);
  }

  async find(id: string): Promise<IdentityProvider | null> {
    const [provider] = await this.dataSource.query<IdentityProvider[]>(
      `SELECT ${COLUMNS} FROM identity_providers WHERE id::text = $1`,
      [id],
    );
    return provider ?? null;
  }

  /** Lists the providers of both sides, those of the back office first. */
  async list(transaction?: Transaction): Promise<IdentityProvider[]> {
    return (transaction ?? this.dataSource).query<IdentityProvider[]>(
      `SELECT ${COLUMNS} FROM identity_providers ORDER BY side, id LIMIT ${MAX_LISTED}`,
    );
  }

  /** Locks a provider until the end of the transaction; null for an unknown id. */
  async lock(id: string, transaction: Transaction): Promise<IdentityProvider | null> {
    const [provider] = await transaction.query<IdentityProvider[]>(
      `SELECT ${COLUMNS} FROM identity_providers WHERE id::text = $1 FOR UPDATE`,
      [id],
    );
    return provider ?? null;
  }

  /**
   * Returns null when the side has a provider with the key or the issuer already, or the maximum of
   * providers.
   */
  async insert(provider: NewProvider, transaction: Transaction): Promise<IdentityProvider | null> {
    const { side, key, name, issuer, clientId, sealedSecret, scope, enabled } = provider;
    const [inserted] = await transaction.query<IdentityProvider[]>(
      `INSERT INTO identity_providers
         (side, key, name, issuer, client_id, sealed_secret, scope, enabled)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8
       WHERE (SELECT count(*) FROM identity_providers WHERE side = $1) < ${MAX_PROVIDERS}
       ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [side, key, name, issuer, clientId, sealedSecret, scope, enabled],
    );
    return inserted ?? null;
  }

  /** Writes the values of a locked provider that can change. */
  async update(provider: IdentityProvider, transaction: Transaction): Promise<IdentityProvider> {
    const { id, name, clientId, sealedSecret, scope, enabled } = provider;
    const [rows] = await transaction.query<[IdentityProvider[]]>(
      `UPDATE identity_providers SET name = $2, client_id = $3, sealed_secret = $4, scope = $5,
         enabled = $6, updated_at = now()
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, name, clientId, sealedSecret, scope, enabled],
    );
    return rows[0]!;
  }

  /** Deletes a provider, and the identities there with which people sign in. */
  async delete(id: string, transaction: Transaction): Promise<void> {
    await transaction.query('DELETE FROM identity_providers WHERE id = $1', [id]);
  }
}
