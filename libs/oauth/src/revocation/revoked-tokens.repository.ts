import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteInPages, type Transaction } from '#database';
import { isClientId } from '../clients/client-snapshot.js';
import type { Side } from '../side.js';
import { MAX_TOKEN_LIFETIME } from '../oauth-settings.js';

/** Rows that one statement reads. */
const PAGE = 20_000;

/**
 * Time that an expired row is kept, so that clocks of processes and database may differ by less.
 */
const MARGIN = '1 hour';

/** The data of a revoked token. */
export interface RevokedToken {
  side: Side;
  jti: string;
  /** Null when the token was revoked by its id alone. */
  clientId: string | null;
  /** Unix seconds; the token is invalid from then on anyway. */
  expiresAt: number;
}

type TokenEnd = Pick<RevokedToken, 'jti' | 'expiresAt'>;

/** Reads and writes the tokens that were revoked before they expired. */
@Injectable()
export class RevokedTokensRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Adds a revocation. Returns false when the token was already revoked for its full lifetime. A
   * row that ends earlier, which a stolen database login may have written, is extended. A token
   * that was revoked by its id alone was issued before its row, so it expires within the maximum
   * lifetime after that row; a minute allows for clock differences.
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

  /** Revokes all current tokens of the client. Returns `tokensValidAfter` before and after. */
  async revokeAll(
    clientId: string,
    transaction: Transaction,
  ): Promise<{ before: Date | null; after: Date }> {
    const [row] = await transaction.query<{ before: Date | null; after: Date }[]>(
      // Not now(), which is the start of the transaction: it may have waited for the lock since.
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

  /** True for a revoked token. Token ids are UUIDs, so any other id was never issued or revoked. */
  async has(side: Side, jti: string): Promise<boolean> {
    if (!isClientId(jti)) return false;
    const rows = await this.dataSource.query<unknown[]>(
      'SELECT FROM revoked_tokens WHERE side = $1 AND jti = $2',
      [side, jti],
    );
    return rows.length > 0;
  }

  /**
   * Reads all revoked tokens of a side that have not expired at the call, page by page. It uses a
   * cursor, because separate queries would sort the rows again for each page.
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

  /**
   * Deletes the expired rows that the database login may delete. Skips rows that another process is
   * deleting.
   */
  async purge(): Promise<void> {
    await deleteInPages(this.dataSource, {
      table: 'revoked_tokens',
      key: ['side', 'jti'],
      where: `expires_at < now() - interval '${MARGIN}'`,
    });
  }
}
