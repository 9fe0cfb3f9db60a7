import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BatchLoader, type Transaction } from '#database';
import type { Side } from '../side.js';
import { isClientId } from './client-snapshot.js';
import { secretTaken } from './client-secret-life.js';
import { hashClientSecret } from './client-secret.js';
import { ClientSecret } from './client-secret.entity.js';
import { Client } from './client.entity.js';

/** Hashes that one statement looks up, at most. */
const MAX_TOGETHER = 100;

/** Clients that one statement updates, at most; the next one follows within a minute. */
const MAX_PASSED = 1000;

/** A secret that was found by its hash. */
export interface FoundSecret {
  id: string;
  clientId: string;
  side: Side;
  /** Null means no end. */
  expiresAt: Date | null;
}

/** Reads and writes the rows of secrets, for administration. */
@Injectable()
export class ClientSecretsRepository {
  readonly #byHash = new BatchLoader(
    async (hashes: string[]) => this.#select(hashes),
    MAX_TOGETHER,
  );

  constructor(private readonly dataSource: DataSource) {}

  async find(
    id: string,
    transaction: Transaction = this.dataSource.manager,
  ): Promise<ClientSecret | null> {
    return isClientId(id) ? transaction.findOneBy(ClientSecret, { id }) : null;
  }

  /** Finds a secret of the side by its SHA-256; concurrent look-ups share a statement. */
  async findByHash(side: Side, hash: Buffer): Promise<FoundSecret | null> {
    const found = await this.#byHash.find(hash.toString('hex'));
    return found?.side === side ? found : null;
  }

  /** Finds a secret of any client, also an expired one: no secret is used twice. */
  async findBySecret(
    secret: string,
    transaction: Transaction = this.dataSource.manager,
  ): Promise<ClientSecret | null> {
    return transaction.findOneBy(ClientSecret, { hash: hashClientSecret(secret) });
  }

  /** Returns the secrets of a client, the newest first, including expired ones. */
  async list(
    clientId: string,
    transaction: Transaction = this.dataSource.manager,
  ): Promise<ClientSecret[]> {
    if (!isClientId(clientId)) return [];
    return transaction.find(ClientSecret, {
      where: { clientId },
      order: { createdAt: 'DESC', id: 'ASC' },
    });
  }

  /** Returns the live secrets of all clients that end until then, the first end first. */
  async listEnding(
    { until, side }: { until: Date; side?: Side },
    limit: number,
  ): Promise<(ClientSecret & Pick<Client, 'side' | 'name'>)[]> {
    const query = this.dataSource.manager
      .createQueryBuilder(ClientSecret, 'secret')
      .innerJoinAndMapOne('secret.client', Client, 'client', 'client.id = secret.clientId')
      .where('secret.expiresAt > now() AND secret.expiresAt <= :until', { until })
      .orderBy({ 'secret.expiresAt': 'ASC', 'secret.id': 'ASC' })
      .limit(limit);
    if (side !== undefined) query.andWhere('client.side = :side', { side });
    const secrets = (await query.getMany()) as (ClientSecret & { client: Client })[];
    return secrets.map(({ client, ...secret }) => {
      return { ...secret, side: client.side, name: client.name };
    });
  }

  /** @throws ClientAdministrationError `already_exists` when any client has or had this secret */
  async insert(secret: ClientSecret, transaction: Transaction): Promise<void> {
    const { hash } = secret;
    if (await transaction.existsBy(ClientSecret, { hash })) throw secretTaken();
    await transaction.insert(ClientSecret, secret);
  }

  async update(
    id: string,
    changes: Partial<ClientSecret>,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.update(ClientSecret, { id }, changes);
  }

  /**
   * Deprecates the live secrets of a client, to end after `overlap` seconds or at their earlier
   * end.
   */
  async deprecate(clientId: string, overlap: number, transaction: Transaction): Promise<void> {
    await transaction.query(
      `UPDATE oauth_client_secrets
       SET deprecated_at = coalesce(deprecated_at, now()),
         expires_at = least(expires_at, now() + make_interval(secs => $2))
       WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > now())`,
      [clientId, overlap],
    );
  }

  /**
   * Sets the next end of each client one of whose ends has passed, for the clients that this login
   * may change. Clients that another transaction has locked are left for the next time.
   */
  async replacePassedEnds(): Promise<void> {
    await this.dataSource.query(
      `UPDATE oauth_clients client SET secrets_end_at = (
         SELECT min(expires_at) FROM oauth_client_secrets
         WHERE client_id = client.client_id AND expires_at > now())
       WHERE client_id IN (
         SELECT client_id FROM oauth_clients WHERE secrets_end_at <= now()
         ORDER BY secrets_end_at LIMIT ${MAX_PASSED} FOR NO KEY UPDATE SKIP LOCKED)`,
    );
  }

  async delete(ids: readonly string[], transaction: Transaction): Promise<void> {
    if (ids.length > 0) await transaction.delete(ClientSecret, [...ids]);
  }

  async #select(hashes: string[]): Promise<ReadonlyMap<string, FoundSecret>> {
    const rows = await this.dataSource.query<(FoundSecret & { hash: string })[]>(
      `SELECT encode(hash, 'hex') AS hash, id, client_id AS "clientId", side,
         oauth_client_secrets.expires_at AS "expiresAt"
       FROM oauth_client_secrets JOIN oauth_clients USING (client_id)
       WHERE hash = ANY($1::bytea[])`,
      [hashes.map((hash) => Buffer.from(hash, 'hex'))],
    );
    return new Map(rows.map((row) => [row.hash, row]));
  }
}
