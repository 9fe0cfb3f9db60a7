import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Side } from '#oauth';

/** The access that depends on a signing key, as far as it is counted. */
export interface KeyUsage {
  /** Running processes of the side. */
  instances: number;

  /**
   * Tokens that the key has signed and that can be live. Tokens are counted by the hour and some time
   * after they were issued, so this is an estimate.
   */
  liveTokens: number;

  /** Clients with such tokens. */
  liveClients: number;
}

/** Hours: the longest lifetime of a token, a day, and the hour in which it began. */
const LONGEST = 25;

/** Reads the use of signing keys, for operators who want to withdraw one. */
@Injectable()
export class KeyUsageRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Returns the use of each key, by key id. `lifetimes` are seconds, for clients without a lifetime of
   * their own.
   */
  async all(lifetimes: Readonly<Record<Side, number>>): Promise<Map<string, KeyUsage>> {
    const rows = await this.dataSource.query<(KeyUsage & { kid: string })[]>(
      `SELECT kid, coalesce(tokens, 0)::integer AS "liveTokens", clients::integer AS "liveClients",
         (SELECT count(*)::integer FROM instances WHERE instances.side = signing_keys.side
            AND seen_at > clock_timestamp() - interval '30 s') AS instances
       FROM signing_keys, LATERAL (
         SELECT sum(least(tokens_issued, 1000000000)) AS tokens, count(DISTINCT client_id) AS clients
         FROM client_usage JOIN oauth_clients USING (client_id)
         WHERE oauth_clients.side = signing_keys.side AND tokens_issued > 0
           AND hour > now() - interval '${LONGEST} hours'
           AND hour >= date_trunc('hour', greatest(activated_at, now() - make_interval(secs =>
             coalesce(access_token_lifetime, ($1::jsonb ->> signing_keys.side)::integer))))
           AND activated_at IS NOT NULL
           AND hour <= coalesce(retired_at, now())) usage`,
      [JSON.stringify(lifetimes)],
    );
    return new Map(rows.map(({ kid, ...usage }) => [kid, usage]));
  }
}
