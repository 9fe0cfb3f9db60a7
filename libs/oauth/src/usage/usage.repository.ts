import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RepeatedWrites, type Transaction } from '#database';
import { MAX_KNOWN_NETWORKS } from '../clients/client-snapshots.repository.js';
import { readNetwork } from '../network.js';
import type { ClientUsage } from './client-usage.js';
import { SecretNetworksRepository } from './secret-networks.repository.js';

/** The last use of a network is written at most once in this time. */
const NETWORK_PRECISION = '1 hour';

/** The counts of one client. */
export type UsageOfClient = readonly [clientId: string, usage: ClientUsage];

/** Writes the usage counts of clients. `UsageReports` reads them. */
@Injectable()
export class UsageRepository {
  readonly #writes: RepeatedWrites;
  readonly #secretNetworks: SecretNetworksRepository;

  constructor(private readonly dataSource: DataSource) {
    this.#writes = new RepeatedWrites(dataSource);
    this.#secretNetworks = new SecretNetworksRepository(dataSource);
  }

  /**
   * Adds all of the counts, or none of them. Counts of deleted clients are skipped.
   *
   * The clients are locked first and in order, so processes that write counts of the same
   * clients wait for one another without a deadlock. After a failure, call this again with the
   * same counts, see `RepeatedWrites`.
   */
  async add(usages: readonly UsageOfClient[]): Promise<void> {
    await this.#writes.write(async (transaction) => {
      const rows = await transaction.query<{ client_id: string }[]>(
        `SELECT client_id FROM oauth_clients WHERE client_id = ANY($1)
         ORDER BY client_id FOR NO KEY UPDATE`,
        [usages.map(([clientId]) => clientId)],
      );
      const known = new Set(rows.map((row) => row.client_id));
      const present = usages.filter(([clientId]) => known.has(clientId));
      await addTokens(transaction, present);
      await addSecrets(transaction, present);
      await this.#secretNetworks.add(
        present.map(([, usage]) => usage),
        transaction,
      );
      await addNetworks(transaction, present);
      await addHours(transaction, present);
      await addSideHours(transaction, present);
      await addScopes(transaction, present);
    });
  }

  /**
   * Deletes the counts of hours that are more than `days` days ago, and the networks that nothing
   * reads: those unused for as long, and all but the newest `MAX_KNOWN_NETWORKS` of each client.
   */
  async deleteOlderThan(days: number): Promise<void> {
    const before = `now() - make_interval(days => $1)`;
    for (const table of ['client_usage', 'side_usage']) {
      await this.dataSource.query(`DELETE FROM ${table} WHERE hour < ${before}`, [days]);
    }
    await this.dataSource.query(`DELETE FROM client_networks WHERE last_used_at < ${before}`, [
      days,
    ]);
    await this.dataSource.query(
      `DELETE FROM client_networks kept
       USING (
         SELECT client_id, network,
           row_number() OVER (PARTITION BY client_id ORDER BY last_used_at DESC) AS place
         FROM client_networks WHERE client_id IN (
           SELECT client_id FROM client_networks GROUP BY client_id HAVING count(*) > $1)
       ) ranked
       WHERE place > $1 AND (kept.client_id, kept.network) = (ranked.client_id, ranked.network)`,
      [MAX_KNOWN_NETWORKS],
    );
    await this.#secretNetworks.deleteOld(days);
  }
}

async function addTokens(transaction: Transaction, usages: readonly UsageOfClient[]) {
  const used = usages.filter(([, { tokens }]) => tokens > 0);
  if (used.length === 0) return;
  await transaction.query(
    `UPDATE oauth_clients SET last_used_at = greatest(last_used_at, used.at)
     FROM unnest($1::uuid[], $2::timestamptz[]) used (id, at) WHERE client_id = used.id`,
    [
      used.map(([clientId]) => clientId),
      used.map(([, { lastTokenAtMs }]) => new Date(lastTokenAtMs)),
    ],
  );
}

async function addSecrets(transaction: Transaction, usages: readonly UsageOfClient[]) {
  const used = usages.flatMap(([, { secrets }]) => [...secrets]);
  if (used.length === 0) return;
  await transaction.query(
    `UPDATE oauth_client_secrets secret SET use_count = use_count + used.uses,
       last_used_at = greatest(last_used_at, used.at), last_used_address = used.address
     FROM unnest($1::uuid[], $2::integer[], $3::timestamptz[], $4::text[])
       used (id, uses, at, address)
     WHERE secret.id = used.id`,
    [
      used.map(([id]) => id),
      used.map(([, { uses }]) => uses),
      used.map(([, { lastUsedAtMs }]) => new Date(lastUsedAtMs)),
      used.map(([, { address }]) => address),
    ],
  );
}

async function addNetworks(transaction: Transaction, usages: readonly UsageOfClient[]) {
  const used = usages.flatMap(([clientId, { networks }]) =>
    // Unreadable addresses have no network, see `networkOf`.
    [...networks]
      .filter((network) => readNetwork(network) !== null)
      .map((network) => ({ clientId, network })),
  );
  if (used.length === 0) return;
  await transaction.query(
    `INSERT INTO client_networks (client_id, network, last_used_at)
     SELECT id, network, now() FROM unnest($1::uuid[], $2::cidr[]) used (id, network)
     ON CONFLICT (client_id, network) DO UPDATE SET last_used_at = now()
       WHERE client_networks.last_used_at < now() - interval '${NETWORK_PRECISION}'`,
    [used.map(({ clientId }) => clientId), used.map(({ network }) => network)],
  );
}

async function addHours(transaction: Transaction, usages: readonly UsageOfClient[]) {
  if (usages.length === 0) return;
  await transaction.query(
    `INSERT INTO client_usage (client_id, hour, tokens_issued, api_calls, denials)
     SELECT id, date_trunc('hour', now(), 'UTC'), tokens, calls, denials
     FROM unnest($1::uuid[], $2::integer[], $3::integer[], $4::integer[])
       used (id, tokens, calls, denials)
     ON CONFLICT (client_id, hour) DO UPDATE SET
       tokens_issued = client_usage.tokens_issued + excluded.tokens_issued,
       api_calls = client_usage.api_calls + excluded.api_calls,
       denials = client_usage.denials + excluded.denials`,
    [
      usages.map(([clientId]) => clientId),
      usages.map(([, { tokens }]) => tokens),
      usages.map(([, { calls }]) => calls),
      usages.map(([, { denials }]) => denials),
    ],
  );
}

/**
 * Adds the sums of the clients to those of their side, which all clients of a process share. The row of the hour is locked last, so that
 * processes of a side wait for one another for the rest of the transaction only.
 */
async function addSideHours(transaction: Transaction, usages: readonly UsageOfClient[]) {
  if (usages.length === 0) return;
  const sum = (count: (usage: ClientUsage) => number) =>
    usages.reduce((total, [, usage]) => total + count(usage), 0);
  await transaction.query(
    `INSERT INTO side_usage (side, hour, tokens_issued, api_calls, denials)
     SELECT side, date_trunc('hour', now(), 'UTC'), $2, $3, $4
     FROM oauth_clients WHERE client_id = $1
     ON CONFLICT (side, hour) DO UPDATE SET
       tokens_issued = side_usage.tokens_issued + excluded.tokens_issued,
       api_calls = side_usage.api_calls + excluded.api_calls,
       denials = side_usage.denials + excluded.denials`,
    [
      usages[0]![0],
      sum(({ tokens }) => tokens),
      sum(({ calls }) => calls),
      sum(({ denials }) => denials),
    ],
  );
}

async function addScopes(transaction: Transaction, usages: readonly UsageOfClient[]) {
  const used = usages.flatMap(([clientId, { scopes }]) =>
    Array.from(scopes, ([scope, uses]) => ({ clientId, scope, uses })),
  );
  if (used.length === 0) return;
  await transaction.query(
    `INSERT INTO client_scope_usage (client_id, scope, uses, last_used_at)
     SELECT id, scope, uses, now()
     FROM unnest($1::uuid[], $2::text[], $3::bigint[]) used (id, scope, uses)
     ON CONFLICT (client_id, scope) DO UPDATE SET
       uses = client_scope_usage.uses + excluded.uses, last_used_at = now()`,
    [
      used.map(({ clientId }) => clientId),
      used.map(({ scope }) => scope),
      used.map(({ uses }) => uses),
    ],
  );
}
