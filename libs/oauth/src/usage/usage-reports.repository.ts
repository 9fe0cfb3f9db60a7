import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isClientId } from '../clients/client-snapshot.js';
import type { Side } from '../side.js';

/** The parts of time that usage is summed up by; a day is one of UTC. */
const UNITS = ['hour', 'day'] as const;

/** Rows of one report at most: the hours of 400 days of both sides. Older hours are deleted. */
const MAX_ROWS = 20_000;

/** The part of the usage to report: from a time on, and before another. */
interface ReportedTime {
  unit: (typeof UNITS)[number];
  from?: Date | null;
  before?: Date | null;
}

/** The usage in one hour or one day. */
interface UsageSum {
  side: Side;
  startsAt: Date;
  tokensIssued: number;
  apiCalls: number;
  denials: number;
}

/** A scope that a client has, and its use. */
interface ScopeUse {
  clientId: string;
  scope: string;
  /** Requests to the API that needed the scope. */
  uses: number;
  /** Null for a scope that no request ever needed. */
  lastUsedAt: Date | null;
  /** For grants before this time was recorded, the last change of the client at that moment. */
  grantedAt: Date;
  /** The last use, or the grant when it is later or there was no use. */
  idleSince: Date;
}

/** Reads usage counts, summed up by hours or days. Without a use there is no row. */
@Injectable()
export class UsageReports {
  static readonly units = UNITS;

  constructor(private readonly dataSource: DataSource) {}

  /** Returns the usage of one client, the newest first. */
  async ofClient(clientId: string, time: ReportedTime): Promise<UsageSum[]> {
    if (!isClientId(clientId)) return [];
    const from = 'client_usage JOIN oauth_clients USING (client_id)';
    return this.#sums(`${from} WHERE client_id = $4`, time, [clientId]);
  }

  /** Returns the usage of all clients of each side, also of deleted ones, the newest first. */
  async ofSides(time: ReportedTime): Promise<UsageSum[]> {
    return this.#sums('side_usage WHERE true', time);
  }

  async #sums(
    rows: string,
    { unit, from, before }: ReportedTime,
    parameters: unknown[] = [],
  ): Promise<UsageSum[]> {
    return this.dataSource.query(
      `SELECT side, date_trunc($1, hour, 'UTC') AS "startsAt",
         to_json(sum(tokens_issued)) AS "tokensIssued", to_json(sum(api_calls)) AS "apiCalls",
         to_json(sum(denials)) AS denials
       FROM ${rows} AND hour >= coalesce($2, '-infinity'::timestamptz)
         AND hour < coalesce($3, 'infinity'::timestamptz)
       GROUP BY 1, 2 ORDER BY 2 DESC, 1 LIMIT ${MAX_ROWS}`,
      [unit, from ?? null, before ?? null, ...parameters],
    );
  }

  /** Returns the scopes of clients, each with its use. */
  async scopes(clientIds: readonly string[]): Promise<ScopeUse[]> {
    return this.dataSource.query(
      `SELECT client_id AS "clientId", scope, to_json(coalesce(uses, 0)) AS uses,
         usage.last_used_at AS "lastUsedAt", coalesce(granted_at, updated_at) AS "grantedAt",
         greatest(usage.last_used_at, coalesce(granted_at, updated_at)) AS "idleSince"
       FROM oauth_clients client
         CROSS JOIN LATERAL (SELECT DISTINCT scope FROM unnest(client.scopes) scope) granted
         LEFT JOIN client_scope_usage usage USING (client_id, scope)
         LEFT JOIN client_scope_grants USING (client_id, scope)
       WHERE client_id = ANY($1::uuid[]) ORDER BY client_id, scope LIMIT ${MAX_ROWS}`,
      [clientIds.filter(isClientId)],
    );
  }
}
