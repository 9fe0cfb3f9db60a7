import { Injectable } from '@nestjs/common';
import { PeriodicPurge } from '../caching/periodic-purge.js';
import { ClientSecretsRepository } from './client-secrets.repository.js';

const WARNING =
  'could not replace ends of secrets that have passed; lists of clients show them until a retry in 1 minute succeeds';

/** Replaces ends of secrets that have passed, so that each client shows its next one. */
@Injectable()
export class SecretEndRefresh extends PeriodicPurge {
  constructor(secrets: ClientSecretsRepository) {
    super({ intervalMs: 60_000, warning: WARNING }, async () => secrets.replacePassedEnds());
  }
}
