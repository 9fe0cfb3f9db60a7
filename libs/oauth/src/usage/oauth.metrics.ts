import { Inject, Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { isDatabaseUnavailable } from '#database';
import { LabelledCounter } from '#telemetry';
import { OAuthError } from '../oauth.error.js';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';

/**
 * The OAuth metrics for Prometheus. No label has a value that an unauthenticated caller can
 * choose: clients in labels are registered, and reasons come from a short list.
 */
@Injectable()
export class OAuthMetrics {
  readonly #issued = new LabelledCounter({
    name: 'latchkey_access_tokens_issued_total',
    help: 'Access tokens issued, by grant type and client authentication method.',
    labelNames: ['grant_type', 'client_authentication_method'],
  });
  readonly #refused = new LabelledCounter({
    name: 'latchkey_token_refusals_total',
    help: 'Refused requests for tokens by the error code of the answer.',
    labelNames: ['error'],
  });
  readonly #failures: Counter<'reason' | 'client'>;
  readonly #deprecated: Counter<'client_id' | 'hint'>;

  constructor(@Inject(OAUTH_SETTINGS) { metrics }: OAuthSettings) {
    const registers = [metrics];
    for (const metric of [this.#issued, this.#refused]) metric.register(metrics);
    this.#failures = new Counter({
      name: 'latchkey_client_authentication_failures_total',
      help: 'Failed client authentications by reason, for registered and for unknown clients.',
      labelNames: ['reason', 'client'],
      registers,
    });
    this.#deprecated = new Counter({
      name: 'latchkey_deprecated_secret_uses_total',
      help: 'Tokens issued for a secret that has been replaced, by client and last characters.',
      labelNames: ['client_id', 'hint'],
      registers,
    });
  }

  tokenIssued(grantType: string, authenticationMethod: string): void {
    this.#issued.add([grantType, authenticationMethod]);
  }

  tokenRefused(error: unknown): void {
    const isOurs = error instanceof OAuthError;
    const unexpected = isDatabaseUnavailable(error) ? 'temporarily_unavailable' : 'server_error';
    this.#refused.add([isOurs ? error.code : unexpected]);
  }

  /** `isRegistered` tells a program with a wrong secret from guesses of ids. */
  authenticationFailed(reason: string, isRegistered: boolean): void {
    const [kind = ''] = reason.split(':', 1);
    this.#failures.inc({ reason: kind, client: isRegistered ? 'registered' : 'unknown' });
  }

  deprecatedSecretUsed(clientId: string, hint: string): void {
    this.#deprecated.inc({ client_id: clientId, hint });
  }
}
