import { Gauge, type Registry } from 'prom-client';
import type { AuditVerificationsRepository, ChainState } from './audit-verifications.repository.js';

/** Registers the metrics of the chain and of its verifications, which are read for each scrape. */
export function observeChain(repository: AuditVerificationsRepository, registry: Registry): void {
  // Prometheus collects all metrics at once, so they share a read.
  let reading: Promise<ChainState | null> | null = null;
  const state = async () => {
    reading ??= repository
      .state()
      .catch(() => null)
      .finally(() => (reading = null));
    return reading;
  };
  registry.registerMetric(
    new Gauge({
      name: 'latchkey_audit_head_event',
      help: 'The id of the last sealed audit event.',
      registers: [],
      async collect() {
        const chain = await state();
        this.set(chain ? Number(chain.head?.id ?? 0) : NaN);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'latchkey_audit_chain_sound',
      help: '1 when the last verification has found the chain intact, or there was none; else 0.',
      registers: [],
      async collect() {
        const chain = await state();
        this.set(chain ? Number(chain.last?.sound ?? true) : NaN);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'latchkey_audit_verified_timestamp_seconds',
      help: 'When the chain was last verified as intact: new events, or all. 0 for never.',
      labelNames: ['events'],
      registers: [],
      async collect() {
        const chain = await state();
        this.set({ events: 'new' }, chain ? secondsOf(chain.sound?.at) : NaN);
        this.set({ events: 'all' }, chain ? secondsOf(chain.complete?.at) : NaN);
      },
    }),
  );
}

/** Returns Unix seconds; 0 without a time. */
function secondsOf(time: Date | undefined): number {
  return time ? time.getTime() / 1000 : 0;
}
