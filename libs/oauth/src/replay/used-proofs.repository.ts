import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { OAUTH_OPTIONS, type OAuthOptions } from '../oauth.options.js';

/** An expired row is kept so long: the clocks of processes and database may differ by less. */
const MARGIN = '5 minutes';

/** Rows deleted at once. */
const PAGE = 20_000;

/** Something signed by whoever sends it, to be accepted once. */
export interface Proof {
  kind: 'client_assertion' | 'dpop';
  /** Whose it is: ids are unique only for whoever makes them up. */
  of: string;
  /** `jti`. */
  id: string;
  /** Unix seconds; from then on it is refused for its age. */
  expiresAt: number;
}

/** What was used once, for all processes of a side. */
@Injectable()
export class UsedProofsRepository {
  constructor(
    @Inject(OAUTH_OPTIONS) private readonly options: OAuthOptions,
    private readonly dataSource: DataSource,
  ) {}

  /** False when it was used before, by whatever process: of many at once, one gets true. */
  async insert(proof: Proof): Promise<boolean> {
    const rows = await this.dataSource.query<unknown[]>(
      `INSERT INTO used_proofs (side, digest, expires_at) VALUES ($1, $2, to_timestamp($3))
       ON CONFLICT DO NOTHING RETURNING side`,
      [this.options.side, digest(proof), proof.expiresAt],
    );
    return rows.length > 0;
  }

  /** Deletes what has expired; what another process is deleting is left to it. */
  async purge(): Promise<void> {
    for (let deleted = PAGE; deleted === PAGE;) {
      const [row] = await this.dataSource.query<{ count: number }[]>(
        `WITH expired AS (
           SELECT side, digest FROM used_proofs
           WHERE side = $1 AND expires_at < now() - interval '${MARGIN}'
           LIMIT ${PAGE} FOR UPDATE SKIP LOCKED),
         deleted AS (
           DELETE FROM used_proofs USING expired
           WHERE used_proofs.side = expired.side AND used_proofs.digest = expired.digest
           RETURNING 1)
         SELECT count(*)::integer AS count FROM deleted`,
        [this.options.side],
      );
      deleted = row!.count;
    }
  }
}

/** As a list, so that no two proofs are written alike. */
function digest({ kind, of, id }: Proof): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([kind, of, id]))
    .digest();
}
