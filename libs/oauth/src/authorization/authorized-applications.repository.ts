import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import { storedTexts } from '../clients/stored-lists.js';
import type { PersonOfSide } from '../refresh-tokens/person-grants.repository.js';

/** Applications in a list, at most. */
const MAX_LISTED = 1000;

/** A client with access for a person: by a consent, by refresh tokens, or both. */
export interface AuthorizedApplication {
  clientId: string;
  name: string;
  /** The consent, and the scope of the refresh tokens. */
  scopes: string[];
  /** Null for a client that needs no consent. */
  consentedAt: Date | null;
  refreshTokens: number;
  /** The first of the consent and the refresh tokens. */
  since: Date;
  /** Last use of a refresh token; null without one. */
  lastUsedAt: Date | null;
}

/** A refresh token that has not ended, in a list for administrators. */
export interface LiveRefreshToken extends PersonOfSide {
  id: string;
  clientId: string;
  scope: string[];
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

/** Reads which applications have access for people, of this side or, in the back office, of both. */
@Injectable()
export class AuthorizedApplicationsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async listOf({ side, personId }: PersonOfSide): Promise<AuthorizedApplication[]> {
    const rows = await this.dataSource.query<AuthorizedApplication[]>(SELECT, [side, personId]);
    return rows.map((row) => ({ ...row, scopes: storedTexts(row.scopes).toSorted() }));
  }

  /** Reads the refresh tokens of a client that have not ended, a page of them after the id. */
  async refreshTokensOf(
    clientId: string,
    after: string,
    limit: number,
  ): Promise<LiveRefreshToken[]> {
    return this.dataSource.query<LiveRefreshToken[]>(
      `SELECT id::text, side, client_id AS "clientId", person_id::text AS "personId", scope,
         created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt"
       FROM live_refresh_tokens WHERE client_id = $1 AND id > $2 ORDER BY id LIMIT $3`,
      [clientId, after, limit],
    );
  }

  /** Deletes a consent, and returns its scopes; null when there is none. */
  async deleteConsent(
    { side, personId, clientId }: PersonOfSide & { clientId: string },
    transaction: Transaction,
  ): Promise<string[] | null> {
    const [rows] = await transaction.query<[{ scopes: string[] }[]]>(
      `DELETE FROM consents WHERE side = $1 AND person_id = $2 AND client_id = $3
       RETURNING scopes`,
      [side, personId, clientId],
    );
    return rows[0] ? storedTexts(rows[0].scopes) : null;
  }
}

const SELECT = `
  WITH given AS (
    SELECT client_id, scopes, granted_at AS consented_at, granted_at AS since,
      NULL::timestamptz AS last_used_at, 0 AS refresh_tokens
    FROM consents WHERE side = $1 AND person_id = $2
    UNION ALL
    SELECT client_id, scope, NULL, created_at, last_used_at, 1
    FROM live_refresh_tokens WHERE side = $1 AND person_id = $2
  )
  SELECT client.client_id AS "clientId", client.name, min(since) AS since,
    max(consented_at) AS "consentedAt", max(given.last_used_at) AS "lastUsedAt",
    sum(refresh_tokens)::integer AS "refreshTokens",
    ARRAY(SELECT DISTINCT scope FROM given others, unnest(others.scopes) scope
      WHERE others.client_id = client.client_id) AS scopes
  FROM given JOIN oauth_clients client USING (client_id)
  GROUP BY client.client_id ORDER BY client.name, client.client_id LIMIT ${MAX_LISTED}`;
