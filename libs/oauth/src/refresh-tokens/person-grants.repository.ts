import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '#database';
import type { Side } from '../side.js';

/** A person of a side. */
export interface PersonOfSide {
  side: Side;
  personId: string;
}

/** The grants of people to applications: all, or only those in these sessions or to this client. */
export interface GrantCondition {
  side: Side;
  personIds: readonly string[];
  sessionIds?: readonly string[];
  clientId?: string;
}

export interface RevokedFamily extends PersonOfSide {
  id: string;
  clientId: string;
}

export interface RevokedGrants {
  families: RevokedFamily[];
  /** Codes that could still be exchanged, or whose access token had not expired. */
  codes: number;
}

/** Revokes what apps got for people, of this side or, in the back office, of both. */
@Injectable()
export class PersonGrantsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async within<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.dataSource.transaction(work);
  }

  /** Revokes a family of refresh tokens with its access tokens; null if there is none to revoke. */
  async revokeFamily(id: string, transaction: Transaction): Promise<RevokedFamily | null> {
    const [family] = await transaction.query<RevokedFamily[]>(revokeFamilies('id = $1'), [id]);
    return family ?? null;
  }
}

/**
 * Revokes codes, refresh tokens and the access tokens that belong to them; without sessions and
 * client, all tokens of these people. Applications then ask them to sign in again.
 *
 * A code that is being exchanged gives no refresh token afterwards. Codes come first: the next
 * statement then sees the refresh tokens of all exchanges that were faster.
 */
export async function revokeGrants(
  { side, personIds, sessionIds, clientId }: GrantCondition,
  transaction: Transaction,
): Promise<RevokedGrants> {
  if (!sessionIds && clientId === undefined) await transaction.query(REVOKE_ALL, [side, personIds]);
  const values = [side, personIds, sessionIds ?? null, clientId ?? null];
  const [row] = await transaction.query<{ codes: number }[]>(REVOKE_CODES, values);
  const families = await transaction.query<RevokedFamily[]>(revokeFamilies(OF_PEOPLE), values);
  return { families, codes: row!.codes };
}

/** Revokes also access tokens that are in no family, because its list is full. */
const REVOKE_ALL = `
  INSERT INTO people_tokens (side, person_id, tokens_valid_after)
  SELECT $1, unnest($2::bigint[]), clock_timestamp()
  ON CONFLICT (side, person_id) DO UPDATE SET tokens_valid_after = excluded.tokens_valid_after`;

const OF_PEOPLE = `side = $1 AND person_id = ANY ($2::bigint[])
  AND ($3::text[] IS NULL OR session_id = ANY ($3)) AND ($4::uuid IS NULL OR client_id = $4)`;

const REVOKE_CODES = `
  WITH revoked AS (
    UPDATE person_codes SET revoked_at = now() WHERE ${OF_PEOPLE}
    RETURNING client_id, token_id, token_expires_at, expires_at
  ), tokens AS (
    INSERT INTO revoked_tokens (side, jti, client_id, expires_at)
    SELECT $1, token_id, client_id, token_expires_at FROM revoked WHERE token_expires_at > now()
    ON CONFLICT DO NOTHING
  )
  SELECT count(*)::integer AS codes FROM revoked
  WHERE coalesce(token_expires_at, expires_at) > now()`;

function revokeFamilies(condition: string): string {
  return `
    WITH revoked AS (
      UPDATE refresh_tokens SET revoked_at = now() WHERE ${condition} AND revoked_at IS NULL
      RETURNING id, side, client_id, person_id, access_tokens, access_tokens_expire_at
    ), tokens AS (
      INSERT INTO revoked_tokens (side, jti, client_id, expires_at)
      SELECT side, unnest(access_tokens), client_id, access_tokens_expire_at
      FROM revoked WHERE access_tokens_expire_at > now()
      ON CONFLICT DO NOTHING
    )
    SELECT id::text, side, client_id AS "clientId", person_id::text AS "personId" FROM revoked`;
}
