import { Injectable } from '@nestjs/common';
import { PeriodicPurge } from '../caching/periodic-purge.js';
import { AuthorizationCodesRepository } from './authorization-codes.repository.js';
import { AuthorizationRequestsRepository } from './authorization-requests.repository.js';

const WARNING = 'could not delete expired authorization requests, retrying in 1 minute';

/** Deletes expired authorization requests and codes. */
@Injectable()
export class AuthorizationPurge extends PeriodicPurge {
  constructor(requests: AuthorizationRequestsRepository, codes: AuthorizationCodesRepository) {
    super({ intervalMs: 60_000, warning: WARNING }, async () => {
      await requests.purge();
      await codes.purge();
    });
  }
}
