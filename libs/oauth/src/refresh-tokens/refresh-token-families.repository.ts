import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteInPages, prepared } from '#database';
import { OAUTH_SETTINGS, type ShopSettings } from '../oauth-settings.js';
import type { Family, IssuedAccessToken, NewFamily } from './refresh-token-family.js';

/** Families of one person with one client, such as browsers; a new one replaces the oldest. */
export const MAX_FAMILIES = 100;

/** Access tokens that are revoked with their family; older ones have mostly expired. */
const MAX_ACCESS_TOKENS = 100;

interface Row extends Omit<Family, 'person'> {
  personId: string;
  sessionId: string;
  authenticatedAt: number;
  acr: '1' | '2';
  amr: string[];
}

/** Reads and writes the families of refresh tokens of one side. */
@Injectable()
export class RefreshTokenFamiliesRepository {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<ShopSettings, 'side' | 'refreshTokens'>,
    private readonly dataSource: DataSource,
  ) {}

  /** Adds a family, and returns its id. */
  async insert(
    { clientId, person, scope, jkt }: NewFamily,
    { handle, currentHash }: { handle: Buffer; currentHash: Buffer },
    accessToken: IssuedAccessToken,
  ): Promise<string> {
    const { personId, sessionId, authenticatedAt, acr, amr } = person;
    const { lifetime } = this.options.refreshTokens;
    const granted = [clientId, personId, sessionId, scope, jkt, authenticatedAt, acr, amr];
    const token = [handle, currentHash, lifetime, accessToken.id, accessToken.expiresAt];
    const values = [this.options.side, ...granted, ...token];
    const [row] = await this.dataSource.query<{ id: string }[]>(INSERT, values);
    return row!.id;
  }

  /** Finds the family of a token by its handle; null when there is none. */
  async find(handle: Buffer): Promise<Family | null> {
    const { side, refreshTokens } = this.options;
    const { idleLifetime, grace } = refreshTokens;
    const [row] = await this.dataSource.query<Row[]>(SELECT, [side, handle, idleLifetime, grace]);
    if (!row) return null;
    const { personId, sessionId, authenticatedAt, acr, amr, ...family } = row;
    return { ...family, person: { personId, sessionId, authenticatedAt, acr, amr } };
  }

  /**
   * Replaces the secret of a family. Returns false, and changes nothing, when the family was revoked
   * or another request has replaced the secret.
   */
  async rotate(
    { id, currentHash }: Pick<Family, 'id' | 'currentHash'>,
    { successorHash, salt }: { successorHash: Buffer; salt: Buffer },
    accessToken: IssuedAccessToken,
  ): Promise<boolean> {
    const values = [id, accessToken.id, accessToken.expiresAt, currentHash, successorHash, salt];
    return (await this.dataSource.query<[unknown[], number]>(ROTATE, values))[1] > 0;
  }

  /** Adds an access token of a family whose secret stays. Returns false when it was revoked. */
  async add(
    { id }: Pick<Family, 'id'>,
    { id: jti, expiresAt }: IssuedAccessToken,
  ): Promise<boolean> {
    return (await this.dataSource.query<[unknown[], number]>(ADD, [id, jti, expiresAt]))[1] > 0;
  }

  /** Deletes the families of this side that no token can use any more. */
  async purge(): Promise<void> {
    const { side, refreshTokens } = this.options;
    const values = [side, refreshTokens.idleLifetime];
    const where = `side = $1
      AND (expires_at < now() OR last_used_at < now() - make_interval(secs => $2))`;
    await deleteInPages(this.dataSource, { table: 'refresh_tokens', key: ['id'], where, values });
  }
}

const INSERT = prepared(`
  WITH family AS (
    INSERT INTO refresh_tokens (side, client_id, person_id, session_id, scope, jkt,
      authenticated_at, acr, amr, handle, current_hash, expires_at, access_tokens,
      access_tokens_expire_at)
    VALUES ($1, $2, $3, $4, $5, $6, to_timestamp($7), $8, $9, $10, $11,
      now() + make_interval(secs => $12), ARRAY[$13::uuid], to_timestamp($14))
    RETURNING id::text
  ), replaced AS (
    -- The statement does not see its own row.
    DELETE FROM refresh_tokens WHERE id IN (
      SELECT id FROM refresh_tokens WHERE side = $1 AND person_id = $3 AND client_id = $2
      ORDER BY id DESC OFFSET ${MAX_FAMILIES - 1} LIMIT 10)
  )
  SELECT id FROM family`);

const SELECT = prepared(`
  SELECT id::text, client_id AS "clientId", person_id::text AS "personId",
    session_id AS "sessionId", scope, jkt, acr, amr,
    to_json(extract(epoch FROM authenticated_at)) AS "authenticatedAt",
    to_json(extract(epoch FROM created_at)) AS "createdAt",
    revoked_at IS NOT NULL AS "isRevoked",
    expires_at <= now() OR last_used_at <= now() - make_interval(secs => $3) AS "isExpired",
    current_hash AS "currentHash", previous_hash AS "previousHash", salt,
    coalesce(rotated_at > now() - make_interval(secs => $4), false) AS "isInGrace"
  FROM refresh_tokens WHERE side = $1 AND handle = $2`);

/** Adds the access token $2 that expires at $3. */
const ACCESS_TOKENS = `
    access_tokens = ($2::uuid || access_tokens)[1:${MAX_ACCESS_TOKENS}],
    access_tokens_expire_at = greatest(access_tokens_expire_at, to_timestamp($3))`;

const ROTATE = prepared(`
  UPDATE refresh_tokens
  SET previous_hash = current_hash, current_hash = $5, salt = $6, rotated_at = now(),
    last_used_at = now(), ${ACCESS_TOKENS}
  WHERE id = $1 AND current_hash = $4 AND revoked_at IS NULL`);

const ADD = prepared(`
  UPDATE refresh_tokens SET ${ACCESS_TOKENS} WHERE id = $1 AND revoked_at IS NULL`);
