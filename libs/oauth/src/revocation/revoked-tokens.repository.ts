import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import { isClientId } from '../clients/client-snapshot.js';
import type { Side } from '../side.js';
import { MAX_TOKEN_LIFETIME } from '../oauth.options.js';

/** Rows read or deleted at once. */
const PAGE = 20_000;

/** An expired row is kept so long: the clocks of processes and database may differ by less. */
const MARGIN = '1 hour';

/** A token as far as its revocation needs it. */
export interface RevokedToken {
  side: Side;
  jti: string;
  /** Null when only the id was known. */
  clientId: string | null;
  /** Unix seconds; from then on it opens nothing anyhow. */
  expiresAt: number;
}

type TokenEnd = Pick<RevokedToken, 'jti' | 'expiresAt'>;

/** The rows of tokens that were revoked before their end. */
@Injectable()
export class RevokedTokensRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * False when the token was already revoked for its whole life. A row that ends earlier, which a
   * stolen login may have written, is extended. A token known by its id alone was issued before
   * its row, so it ends within the longest lifetime after that; a minute allows for clocks.
   */
  async insert(
    { side, jti, clientId, expiresAt }: RevokedToken,
    transaction: Transaction,
  ): Promise<boolean> {
    const rows = await transaction.query<unknown[]>(
      `INSERT INTO revoked_tokens (side, jti, client_id, expires_at)
       VALUES ($1, $2, $3, to_timestamp($4))
       ON CONFLICT (side, jti) DO UPDATE SET expires_at = excluded.expires_at
         WHERE revoked_tokens.expires_at < excluded.expires_at
           AND (excluded.client_id IS NOT NULL OR revoked_tokens.expires_at
             < revoked_tokens.revoked_at + make_interval(secs => $5) - interval '1 minute')
       RETURNING jti`,
      [side, jti, clientId, expiresAt, MAX_TOKEN_LIFETIME],
    );
    return rows.length > 0;
  }

  /** Revokes all that the client has now; since when, the one time and the other. */
  async revokeAll(
    clientId: string,
    transaction: Transaction,
  ): Promise<{ before: Date | null; after: Date }> {
    const [row] = await transaction.query<{ before: Date | null; after: Date }[]>(
      // Not now(), which is when the transaction began: it may have waited for the lock.
      `WITH current AS (SELECT tokens_valid_after AS before FROM oauth_clients WHERE client_id = $1),
         changed AS (
           UPDATE oauth_clients
           SET tokens_valid_after = greatest(tokens_valid_after, clock_timestamp())
           WHERE client_id = $1 RETURNING tokens_valid_after AS after)
       SELECT before, after FROM current, changed`,
      [clientId],
    );
    return row!;
  }

  /** Ours are UUIDs; another id was never issued, so nobody can have revoked it. */
  async has(side: Side, jti: string): Promise<boolean> {
    if (!isClientId(jti)) return false;
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT FROM revoked_tokens WHERE side = $1 AND jti = $2',
      [side, jti],
    );
    return rows.length > 0;
  }

  /**
   * Those of a side that had not expired at the call, never more than a page of
   * them at once. A cursor: page after page in an order would be sorted anew for each.
   */
  async readAll(side: Side, take: (page: readonly TokenEnd[]) => void): Promise<void> {
    await this.dataSource.transaction(async (transaction) => {
      await transaction.query(
        `DECLARE unexpired NO SCROLL CURSOR FOR
         SELECT jti, to_json(ceil(extract(epoch FROM expires_at))) AS "expiresAt"
         FROM revoked_tokens WHERE side = $1 AND expires_at > now()`,
        [side],
      );
      for (let length = PAGE; length === PAGE;) {
        const page = await transaction.query<TokenEnd[]>(`FETCH ${PAGE} FROM unexpired`);
        take(page);
        length = page.length;
      }
    });
  }

  /** Deletes what has expired, as far as the login may; what another process is deleting is left to it. */
  async purge(): Promise<void> {
    for (let deleted = PAGE; deleted === PAGE;) {
      const [row] = await this.dataSource.query<{ count: number }[]>(
        `WITH expired AS (
           SELECT side, jti FROM revoked_tokens WHERE expires_at < now() - interval '${MARGIN}'
           LIMIT ${PAGE} FOR UPDATE SKIP LOCKED),
         deleted AS (
           DELETE FROM revoked_tokens USING expired
           WHERE revoked_tokens.side = expired.side AND revoked_tokens.jti = expired.jti
           RETURNING 1)
         SELECT count(*)::integer AS count FROM deleted`,
      );
      deleted = row!.count;
    }
  }
}
