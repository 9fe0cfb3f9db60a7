import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteExpired, type ExpiringTable } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { SignedInPerson } from '../people/person-sessions.js';
import type { AuthorizationRequest } from './authorization-request.js';

/** A used code is kept for the longest token life, so that its replay revokes the tokens. */
const CODES: ExpiringTable = {
  table: 'authorization_codes',
  key: ['side', 'code_hash'],
  kept: '1 day',
};

/** The request that a code answers, and the sign-in of the person. */
export interface AuthorizedRequest extends Pick<
  AuthorizationRequest,
  'redirectUri' | 'scope' | 'codeChallenge' | 'nonce' | 'jkt'
> {
  person: SignedInPerson;
}

/** A code with all that it is bound to. */
export interface StoredCode extends AuthorizedRequest {
  clientId: string;
  /** Unix seconds. */
  issuedAt: number;
  isExpired: boolean;
  /** True also for a code that was revoked. */
  isUsed: boolean;
}

/** The tokens that a code was exchanged for. */
export interface GivenTokens {
  /** `jti` of the access token; null when the code was never used. */
  tokenId: string | null;
  /** Unix seconds. */
  tokenExpiresAt: number | null;
  /** Id of the refresh token family; null when there is none, or none yet. */
  familyId: string | null;
}

interface Row extends Pick<StoredCode, 'clientId' | 'issuedAt' | 'isExpired' | 'isUsed'> {
  /** JSON of `AuthorizedRequest`. */
  details: string;
}

/** Stores the authorization codes of this side, as hashes. */
@Injectable()
export class AuthorizationCodesRepository {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {}

  async insert(
    codeHash: Buffer,
    {
      clientId,
      details,
      lifetime,
    }: { clientId: string; details: AuthorizedRequest; lifetime: number },
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO authorization_codes (side, code_hash, client_id, person_id, details, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
      [
        this.options.side,
        codeHash,
        clientId,
        details.person.personId,
        JSON.stringify(details),
        lifetime,
      ],
    );
  }

  /** Finds a code that was issued with this lifetime, in seconds. */
  async find(codeHash: Buffer, lifetime: number): Promise<StoredCode | null> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT client_id AS "clientId", details, expires_at <= now() AS "isExpired",
         used_at IS NOT NULL OR replayed_at IS NOT NULL AS "isUsed",
         to_json(extract(epoch FROM expires_at - make_interval(secs => $3))) AS "issuedAt"
       FROM authorization_codes WHERE side = $1 AND code_hash = $2`,
      [this.options.side, codeHash, lifetime],
    );
    if (!row) return null;
    const { details, ...state } = row;
    return { ...(JSON.parse(details) as AuthorizedRequest), ...state };
  }

  /**
   * Marks a code as used, with the access token that it is exchanged for. Of several simultaneous
   * calls, in all processes, exactly one gets true.
   */
  async use(
    codeHash: Buffer,
    { id, expiresAt }: { id: string; expiresAt: number },
  ): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE authorization_codes
       SET used_at = now(), token_id = $3, token_expires_at = to_timestamp($4)
       WHERE side = $1 AND code_hash = $2 AND used_at IS NULL AND replayed_at IS NULL
         AND expires_at > now()`,
      [this.options.side, codeHash, id, expiresAt],
    );
    return count > 0;
  }

  /** Adds the family of refresh tokens. Returns false when the code was revoked meanwhile. */
  async addFamily(codeHash: Buffer, familyId: string): Promise<boolean> {
    const [rows] = await this.dataSource.query<[{ isReplayed: boolean }[]]>(
      `UPDATE authorization_codes SET family_id = $3 WHERE side = $1 AND code_hash = $2
       RETURNING replayed_at IS NOT NULL AS "isReplayed"`,
      [this.options.side, codeHash, familyId],
    );
    return rows[0]?.isReplayed === false;
  }

  /**
   * Records the replay of a used code, and returns what to revoke; null for a code whose tokens are
   * revoked already.
   */
  async replay(codeHash: Buffer): Promise<GivenTokens | null> {
    const [rows] = await this.dataSource.query<[GivenTokens[]]>(
      `UPDATE authorization_codes SET replayed_at = now()
       WHERE side = $1 AND code_hash = $2 AND used_at IS NOT NULL AND replayed_at IS NULL
       RETURNING token_id AS "tokenId", family_id::text AS "familyId",
         to_json(extract(epoch FROM token_expires_at)) AS "tokenExpiresAt"`,
      [this.options.side, codeHash],
    );
    return rows[0] ?? null;
  }

  /** Deletes old rows. Skips rows that another process is deleting. */
  async purge(): Promise<void> {
    await deleteExpired(this.dataSource, CODES, this.options.side);
  }
}
