import { createHash, timingSafeEqual } from 'node:crypto';
import { Pool } from 'pg';
import { DATABASE_URL, POOL_SIZE } from './settings.js';

const pool = new Pool({ connectionString: DATABASE_URL, max: POOL_SIZE });

const STATEMENT = `
  SELECT client.scopes, secret.hash
  FROM oauth_clients client JOIN oauth_client_secrets secret USING (client_id)
  WHERE client.client_id = $1 AND client.enabled`;

/** The fields of a client that the peers need, with one secret. */
export interface StoredClient {
  scopes: string[];
  /** SHA-256. */
  hash: Buffer;
}

/**
 * Reads a client with one prepared statement. Applications of these packages must write this
 * themselves.
 */
export async function findClient(id: string): Promise<StoredClient | null> {
  const { rows } = await pool.query<StoredClient>({
    name: 'client',
    text: STATEMENT,
    values: [id],
  });
  return rows[0] ?? null;
}

export function isSecretOf({ hash }: StoredClient, secret: string): boolean {
  return timingSafeEqual(createHash('sha256').update(secret).digest(), hash);
}
