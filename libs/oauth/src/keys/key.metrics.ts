import { Inject, Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { gauge } from '#telemetry';
import { OAUTH_SETTINGS, type OAuthSettings } from '../oauth-settings.js';
import { KeyStore } from './key-store.js';
import { type KeyState, type SigningKey, stateOf } from './signing-key.entity.js';

const STATES: readonly KeyState[] = ['announced', 'active', 'retired'];

const DAY = 86_400;

/** Reports the signing keys of this side as this process has them in memory. */
@Injectable()
export class KeyMetrics {
  constructor(
    @Inject(OAUTH_SETTINGS) { metrics, keys: { rotateAfter } }: OAuthSettings,
    private readonly store: KeyStore,
  ) {
    metrics.registerMetric(this.#counts());
    metrics.registerMetric(this.#ages());
    gauge(
      metrics,
      'latchkey_signing_keys_lacking',
      'Signing keys of this side that this process cannot use.',
      () => this.#lacking,
    );
    gauge(
      metrics,
      'latchkey_signing_key_rotation_interval_seconds',
      'The age at which an active key is replaced (keys.rotateAfter); 0 for never.',
      () => rotateAfter * DAY,
    );
  }

  get #lacking(): number {
    const usable = new Set(this.store.usable);
    return this.store.rows.filter(({ kid }) => !usable.has(kid)).length;
  }

  #counts(): Gauge {
    const { store } = this;
    return new Gauge({
      name: 'latchkey_signing_keys',
      help: 'Signing keys of this side by state: announced, active, retired.',
      labelNames: ['state'],
      registers: [],
      collect() {
        for (const state of STATES) {
          this.set({ state }, store.rows.filter((row) => stateOf(row) === state).length);
        }
      },
    });
  }

  #ages(): Gauge {
    const { store } = this;
    return new Gauge({
      name: 'latchkey_signing_key_age_seconds',
      help: 'Seconds since a signing key entered its state.',
      labelNames: ['kid', 'state'],
      registers: [],
      collect() {
        this.reset(); // keys that are gone have no age
        for (const row of store.rows) this.set({ kid: row.kid, state: stateOf(row) }, ageOf(row));
      },
    });
  }
}

function ageOf({ createdAt, activatedAt, retiredAt }: SigningKey): number {
  return (Date.now() - (retiredAt ?? activatedAt ?? createdAt).getTime()) / 1000;
}
