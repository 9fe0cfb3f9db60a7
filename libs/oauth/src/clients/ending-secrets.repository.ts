import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Side } from '../side.js';

/** Clients of one count, at most: those whose first secret ends next, or has ended most recently. */
const MAX_CLIENTS = 10_000;

/** Counts the clients of a side that will have no secret any more. */
@Injectable()
export class EndingSecretsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Returns, for each number of days, how many clients lose their last secret within them. Clients
   * with keys, and those that get no tokens anyway, are not counted.
   */
  async count(side: Side, days: readonly number[]): Promise<Map<number, number>> {
    const rows = await this.dataSource.query<{ days: number; clients: number }[]>(
      `WITH ending AS (
         SELECT (SELECT max(coalesce(expires_at, 'infinity')) FROM oauth_client_secrets
           WHERE client_id = client.client_id AND (expires_at IS NULL OR expires_at > now())
         ) AS last_end
         FROM (SELECT client_id FROM oauth_clients
           WHERE side = $1 AND secrets_end_at < now() + make_interval(days => $3)
             AND enabled AND (expires_at IS NULL OR expires_at > now())
             AND jwks IS NULL AND jwks_uri IS NULL
           ORDER BY secrets_end_at DESC LIMIT ${MAX_CLIENTS}) client
       )
       SELECT days, count(last_end)::integer AS clients
       FROM unnest($2::integer[]) days
       LEFT JOIN ending ON last_end < now() + make_interval(days => days)
       GROUP BY days`,
      [side, days, Math.max(...days)],
    );
    return new Map(rows.map((row) => [row.days, row.clients]));
  }
}
