import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { deleteExpired, type ExpiringTable } from '#database';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';

/** Expired rows stay for a time, so that clocks of processes and database may differ by less. */
const PROOFS: ExpiringTable = { table: 'used_proofs', key: ['side', 'digest'], kept: '5 minutes' };

/** A JWT that a client signed and that is accepted only once. */
export interface Proof {
  kind: 'client_assertion' | 'dpop';
  /** Client id or key thumbprint of the signer, since ids are unique only per signer. */
  of: string;
  /** `jti`. */
  id: string;
  /** Unix seconds; from then on the proof is rejected as expired. */
  expiresAt: number;
}

/** Stores the used proofs of a side, for all its processes. */
@Injectable()
export class UsedProofsRepository {
  constructor(
    @Inject(OAUTH_SETTINGS) private readonly options: OAuthSettings,
    private readonly dataSource: DataSource,
  ) {}

  /**
   * Stores a proof. Returns false when any process has used it before; of several simultaneous
   * calls exactly one gets true.
   */
  async insert(proof: Proof): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `INSERT INTO used_proofs (side, digest, expires_at) VALUES ($1, $2, to_timestamp($3))
       ON CONFLICT DO NOTHING RETURNING side`,
      [this.options.side, digest(proof), proof.expiresAt],
    );
    return rows.length > 0;
  }

  /** Deletes expired rows. Skips rows that another process is deleting. */
  async purge(): Promise<void> {
    await deleteExpired(this.dataSource, PROOFS, this.options.side);
  }
}

/**
 * Returns the SHA-256 of a proof. It hashes a JSON list, so that different proofs have different
 * texts.
 */
function digest({ kind, of, id }: Proof): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([kind, of, id]))
    .digest();
}
