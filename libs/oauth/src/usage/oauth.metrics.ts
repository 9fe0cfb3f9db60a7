import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';

/**
 * The OAuth metrics for Prometheus. No label has a value that an unauthenticated caller can
 * choose: clients in labels are registered, and reasons come from a short list.
 */
@Injectable()
export class OAuthMetrics {
  readonly #issued: Counter;
  readonly #failures: Counter<'reason'>;
  readonly #deprecated: Counter<'client_id' | 'hint'>;

  constructor(@Inject(OAUTH_SETTINGS) { metrics }: OAuthSettings) {
    const registers = [metrics];
    this.#issued = new Counter({
      name: 'latchkey_access_tokens_issued_total',
      help: 'Access tokens issued.',
      registers,
    });
    this.#failures = new Counter({
      name: 'latchkey_client_authentication_failures_total',
      help: 'Failed client authentications by reason.',
      labelNames: ['reason'],
      registers,
    });
    this.#deprecated = new Counter({
      name: 'latchkey_deprecated_secret_uses_total',
      help: 'Tokens issued for a secret that has been replaced, by client and last characters.',
      labelNames: ['client_id', 'hint'],
      registers,
    });
  }

  tokenIssued(): void {
    this.#issued.inc();
  }

  authenticationFailed(reason: string): void {
    const [kind = ''] = reason.split(':', 1);
    this.#failures.inc({ reason: kind });
  }

  deprecatedSecretUsed(clientId: string, hint: string): void {
    this.#deprecated.inc({ client_id: clientId, hint });
  }
}
