import type { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import { readNetwork } from '../network.js';
import type { ClientUsage } from './client-usage.js';

/** Networks of one secret that are kept, the last used ones. */
const MAX_KEPT = 20;

/** Records the networks from which secrets are used. */
export class SecretNetworksRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Adds the networks of these clients. Those of deleted secrets are skipped. */
  async add(usages: readonly ClientUsage[], transaction: Transaction): Promise<void> {
    const used = usages
      .flatMap(({ secrets }) => [...secrets])
      .flatMap(([id, { networks }]) =>
        Array.from(networks, ([network, at]) => ({ id, network, at })),
      )
      // Unreadable addresses have no network, see `networkOf`.
      .filter(({ network }) => readNetwork(network) !== null);
    if (used.length === 0) return;
    await transaction.query(
      `INSERT INTO client_secret_networks (secret_id, network, last_used_at)
       SELECT secret.id, network, at
       FROM unnest($1::uuid[], $2::cidr[], $3::timestamptz[]) used (id, network, at)
         JOIN oauth_client_secrets secret USING (id)
       ON CONFLICT (secret_id, network) DO UPDATE SET
         last_used_at = greatest(client_secret_networks.last_used_at, excluded.last_used_at)`,
      [
        used.map(({ id }) => id),
        used.map(({ network }) => network),
        used.map(({ at }) => new Date(at)),
      ],
    );
  }

  /** Deletes networks unused for `days`, and all but the last used ones of each secret. */
  async deleteOld(days: number): Promise<void> {
    const old = 'last_used_at < now() - make_interval(days => $1)';
    await this.dataSource.query(`DELETE FROM client_secret_networks WHERE ${old}`, [days]);
    await this.dataSource.query(
      `DELETE FROM client_secret_networks WHERE (secret_id, network) IN (
         SELECT secret_id, network FROM (
           SELECT secret_id, network,
             row_number() OVER (PARTITION BY secret_id ORDER BY last_used_at DESC, network) AS place
           FROM client_secret_networks) ranked
         WHERE place > $1)`,
      [MAX_KEPT],
    );
  }
}
