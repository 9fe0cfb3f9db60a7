import { Inject, Injectable } from '@nestjs/common';
import { gauge } from '#telemetry';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { RevokedTokens } from './revoked-tokens.js';

/** Reports the revocations that this process has in memory. */
@Injectable()
export class RevocationMetrics {
  constructor(@Inject(OAUTH_SETTINGS) { metrics }: OAuthSettings, revoked: RevokedTokens) {
    gauge(
      metrics,
      'latchkey_revoked_tokens',
      'Revoked access tokens of this side that have not expired.',
      () => revoked.size,
    );
    gauge(
      metrics,
      'latchkey_revocation_lag_seconds',
      'Seconds since the revocations in memory were certainly complete; 0 while they are.',
      () => revoked.lag,
    );
  }
}
