import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BatchLoader, type Transaction } from '#database';
import type { Side } from '../side.js';
import { isClientId } from './client-snapshot.js';
import { secretTaken } from './client-secret-life.js';
import { hashClientSecret } from './client-secret.js';
import { ClientSecret } from './client-secret.entity.js';

/** Hashes that one statement looks up at most. */
const MAX_TOGETHER = 100;

/** A secret that somebody holds. */
interface Held {
  id: string;
  side: Side;
}

/** The rows of secrets, for administration. */
@Injectable()
export class ClientSecretsRepository {
  readonly #held = new BatchLoader(async (hashes) => this.#select(hashes), MAX_TOGETHER);

  constructor(private readonly dataSource: DataSource) {}

  async find(
    id: string,
    transaction: Transaction = this.dataSource.manager,
  ): Promise<ClientSecret | null> {
    return isClientId(id) ? transaction.findOneBy(ClientSecret, { id }) : null;
  }

  /** The id of a secret of one side, by its SHA-256; concurrent look-ups share a statement. */
  async findIdByHash(side: Side, hash: Buffer): Promise<string | null> {
    const found = await this.#held.find(hash.toString('hex'));
    return found?.side === side ? found.id : null;
  }

  /** Whosever it is, also when it has expired: no secret is used twice. */
  async findBySecret(
    secret: string,
    transaction: Transaction = this.dataSource.manager,
  ): Promise<ClientSecret | null> {
    return transaction.findOneBy(ClientSecret, { hash: hashClientSecret(secret) });
  }

  /** The newest first; also those that have expired. */
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

  /** @throws ClientAdministrationError when it is or was another one's, or its own before */
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

  /** Marks the live secrets of a client as replaced; one that ends sooner keeps its end. */
  async deprecate(clientId: string, overlap: number, transaction: Transaction): Promise<void> {
    await transaction.query(
      `UPDATE oauth_client_secrets
       SET deprecated_at = coalesce(deprecated_at, now()),
         expires_at = least(expires_at, now() + make_interval(secs => $2))
       WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > now())`,
      [clientId, overlap],
    );
  }

  async delete(ids: readonly string[], transaction: Transaction): Promise<void> {
    if (ids.length > 0) await transaction.delete(ClientSecret, [...ids]);
  }

  async #select(hashes: string[]): Promise<ReadonlyMap<string, Held>> {
    const rows = await this.dataSource.query<(Held & { hash: string })[]>(
      `SELECT encode(hash, 'hex') AS hash, id, side
       FROM oauth_client_secrets JOIN oauth_clients USING (client_id)
       WHERE hash = ANY($1::bytea[])`,
      [hashes.map((hash) => Buffer.from(hash, 'hex'))],
    );
    return new Map(rows.map((row) => [row.hash, row]));
  }
}
