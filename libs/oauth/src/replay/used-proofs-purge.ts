import { Injectable } from '@nestjs/common';
import { PeriodicPurge } from '../caching/periodic-purge.js';
import { UsedProofsRepository } from './used-proofs.repository.js';

const WARNING = 'could not delete expired proofs, retrying in 1 minute';

/** Deletes the used proofs that have expired. */
@Injectable()
export class UsedProofsPurge extends PeriodicPurge {
  constructor(proofs: UsedProofsRepository) {
    super({ intervalMs: 60_000, warning: WARNING }, async () => proofs.purge());
  }
}
