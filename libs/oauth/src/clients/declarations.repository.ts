import { Injectable } from '@nestjs/common';
import type { Transaction } from '#database';
import { plainKeySet } from '../jws/key-set.js';
import type { Side } from '../side.js';
import type { ClientSecret } from './client-secret.entity.js';
import { Client } from './client.entity.js';

/** The identity of a client in clients.yml; it stays the same when the client gets a new name. */
export interface DeclarationKey {
  side: Side;
  key: string;
}

export interface Declaration {
  client: Client;
  /**
   * The public keys after the last `apply`, as `keySetText` writes them; null before the first one.
   */
  keySet: string | null;
}

/**
 * The clients and secrets that `latchkey clients apply` made. Only the owner of the database may
 * read and write these tables: the logins of the applications have no right to them.
 */
@Injectable()
export class DeclarationsRepository {
  /** Finds the client of a key; null when there never was one, or when it was deleted. */
  async find({ side, key }: DeclarationKey, transaction: Transaction): Promise<Declaration | null> {
    const [row] = await transaction.query<{ id: string; keySet: string | null }[]>(
      `SELECT client_id AS id, key_set AS "keySet" FROM declared_clients
       WHERE side = $1 AND key = $2`,
      [side, key],
    );
    if (!row) return null;
    const client = await transaction.findOneByOrFail(Client, { id: row.id });
    return { client, keySet: row.keySet };
  }

  /** Returns the key of a client; null when `apply` did not make the client. */
  async keyOf(clientId: string, transaction: Transaction): Promise<string | null> {
    const [row] = await transaction.query<{ key: string }[]>(
      'SELECT key FROM declared_clients WHERE client_id = $1',
      [clientId],
    );
    return row?.key ?? null;
  }

  /** Sets the key of a client, which replaces its earlier key. */
  async save(
    { side, key }: DeclarationKey,
    { client, keySet }: Declaration,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO declared_clients AS declared (side, key, client_id, key_set)
       VALUES ($1, $2, $3, $4)
       ON CONFLICT (client_id) DO UPDATE
       SET side = excluded.side, key = excluded.key, key_set = excluded.key_set
       WHERE (declared.side, declared.key, declared.key_set)
         IS DISTINCT FROM (excluded.side, excluded.key, excluded.key_set)`,
      [side, key, client.id, keySet],
    );
  }

  /** Records that a secret counts as made by `apply`. */
  async trust(
    { id, clientId, hash }: Pick<ClientSecret, 'id' | 'clientId' | 'hash'>,
    transaction: Transaction,
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO declared_client_secrets (secret_id, client_id, hash) VALUES ($1, $2, $3)
       ON CONFLICT (secret_id) DO UPDATE SET client_id = excluded.client_id, hash = excluded.hash`,
      [id, clientId, hash],
    );
  }

  /** True when the client can authenticate by keys that `apply` did not set. */
  hasForeignKeys({ client, keySet }: Declaration): boolean {
    if (client.jwks === null && client.jwksUri === null) return false;
    return keySet === null || keySetText(client) !== keySet;
  }

  /** Returns the live secrets of a client that `apply` did not make, the newest first. */
  async foreignSecrets(clientId: string, transaction: Transaction): Promise<ForeignSecret[]> {
    return transaction.query<ForeignSecret[]>(
      `SELECT id, label FROM oauth_client_secrets secret
       WHERE client_id = $1 AND (expires_at IS NULL OR expires_at > now())
         AND NOT EXISTS (SELECT FROM declared_client_secrets declared
                         WHERE declared.secret_id = secret.id
                           AND declared.client_id = secret.client_id
                           AND declared.hash = secret.hash)
       ORDER BY created_at DESC, id`,
      [clientId],
    );
  }
}

export type ForeignSecret = Pick<ClientSecret, 'id' | 'label'>;

/**
 * Writes the public keys as a text that does not depend on the order of members in the database.
 */
export function keySetText({ jwks, jwksUri }: Pick<Client, 'jwks' | 'jwksUri'>): string {
  return JSON.stringify([jwks && plainKeySet(jwks), jwksUri]);
}
