import { Injectable } from '@nestjs/common';
import { PeriodicPurge } from '../caching/periodic-purge.js';
import { RefreshTokenFamiliesRepository } from './refresh-token-families.repository.js';

const WARNING = 'could not delete expired refresh tokens, retrying in an hour';

/** Deletes expired refresh tokens. They are not accepted, so they may stay for a while. */
@Injectable()
export class RefreshTokenPurge extends PeriodicPurge {
  constructor(rows: RefreshTokenFamiliesRepository) {
    super({ intervalMs: 3_600_000, warning: WARNING }, async () => rows.purge());
  }
}
