import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteExpired, type ExpiringTable } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import type { AuthorizationRequest } from './authorization-request.js';

/** A request that waits for the answer of a person. */
export interface StoredRequest {
  clientId: string;
  request: AuthorizationRequest;
  /** Unix seconds with their fraction: a sign-in may follow in the same second. */
  createdAt: number;
  /** The answer of a person on the consent page; null until then. */
  isAllowed: boolean | null;
  /** Id of the person who has answered. */
  decidedBy: string | null;
}

/** A request to store. */
export interface NewRequest extends Pick<StoredRequest, 'clientId' | 'request'> {
  idHash: Buffer;
  isPushed: boolean;
  /** Seconds. */
  lifetime: number;
}

interface Row extends Omit<StoredRequest, 'request'> {
  parameters: string;
}

const REQUESTS: ExpiringTable = { table: 'authorization_requests', key: ['side', 'id_hash'] };

/** Stores the authorization requests of this side. The ids are secrets and stored as hashes. */
@Injectable()
export class AuthorizationRequestsRepository {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: Pick<OAuthSettings, 'side'>,
    private readonly dataSource: DataSource,
  ) {}

  async insert({ idHash, clientId, request, isPushed, lifetime }: NewRequest): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO authorization_requests
         (side, id_hash, client_id, parameters, is_pushed, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
      [this.options.side, idHash, clientId, JSON.stringify(request), isPushed, lifetime],
    );
  }

  /**
   * Gives a pushed request of the client a new id, so that it can be taken only once. Returns null
   * for an unknown, expired or taken one.
   */
  async takePushed(
    idHash: Buffer,
    { clientId, newIdHash, lifetime }: { clientId: string; newIdHash: Buffer; lifetime: number },
  ): Promise<AuthorizationRequest | null> {
    const [rows] = await this.dataSource.query<[{ parameters: string }[]]>(
      `UPDATE authorization_requests SET id_hash = $4, is_pushed = false, created_at = now(),
         expires_at = now() + make_interval(secs => $5)
       WHERE side = $1 AND id_hash = $2 AND client_id = $3 AND is_pushed AND expires_at > now()
       RETURNING parameters`,
      [this.options.side, idHash, clientId, newIdHash, lifetime],
    );
    const [row] = rows;
    return row ? (JSON.parse(row.parameters) as AuthorizationRequest) : null;
  }

  /** Finds a request that is not expired and not answered; null for any other. */
  async find(idHash: Buffer): Promise<StoredRequest | null> {
    const [row] = await this.dataSource.query<Row[]>(
      `SELECT client_id AS "clientId", parameters, is_allowed AS "isAllowed",
         decided_by::text AS "decidedBy",
         to_json(extract(epoch FROM created_at)) AS "createdAt"
       FROM authorization_requests
       WHERE side = $1 AND id_hash = $2 AND NOT is_pushed AND expires_at > now()`,
      [this.options.side, idHash],
    );
    if (!row) return null;
    const { parameters, ...others } = row;
    return { ...others, request: JSON.parse(parameters) as AuthorizationRequest };
  }

  /** Stores the answer of a person on the consent page. */
  async decide(idHash: Buffer, personId: string, isAllowed: boolean): Promise<void> {
    await this.dataSource.query(
      `UPDATE authorization_requests SET is_allowed = $4, decided_by = $3
       WHERE side = $1 AND id_hash = $2 AND NOT is_pushed AND expires_at > now()`,
      [this.options.side, idHash, personId, isAllowed],
    );
  }

  /** Deletes an answered request. Of several simultaneous calls exactly one gets true. */
  async take(idHash: Buffer): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `DELETE FROM authorization_requests
       WHERE side = $1 AND id_hash = $2 AND NOT is_pushed AND expires_at > now()`,
      [this.options.side, idHash],
    );
    return count > 0;
  }

  /** Deletes expired rows. Skips rows that another process is deleting. */
  async purge(): Promise<void> {
    await deleteExpired(this.dataSource, REQUESTS, this.options.side);
  }
}
