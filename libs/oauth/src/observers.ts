import { EndingSecretsMetrics } from './clients/ending-secrets.metrics.js';
import { EndingSecretsRepository } from './clients/ending-secrets.repository.js';
import { KeyMetrics } from './keys/key.metrics.js';
import { RevocationMetrics } from './revocation/revocation.metrics.js';

/** Providers that report the state of the authorization server when Prometheus reads it. */
export const OBSERVERS = [
  KeyMetrics,
  RevocationMetrics,
  EndingSecretsRepository,
  EndingSecretsMetrics,
];
