import {
  ConfigurableModuleBuilder,
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { Gauge, type Registry } from 'prom-client';
import { type Backlog, AuditSealRepository } from './audit-seal.repository.js';
import { AuditSealer } from './audit-sealer.js';
import { AuditModule } from './audit.module.js';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<{
  /** Registry of the metrics of unsealed events. */
  metrics: Registry;
}>({ optionsInjectionToken: Symbol('AUDIT_SEALING_OPTIONS') }).build();

/** Seals audit events for as long as the process runs. The command line does not import it. */
@Module({ imports: [AuditModule], exports: [AuditModule] })
export class AuditSealingModule
  extends ConfigurableModuleClass
  implements OnModuleInit, OnApplicationShutdown
{
  constructor(
    @Inject(MODULE_OPTIONS_TOKEN) { metrics }: { metrics: Registry },
    private readonly sealer: AuditSealer,
    repository: AuditSealRepository,
  ) {
    super();
    observeBacklog(repository, metrics);
  }

  onModuleInit(): void {
    this.sealer.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sealer.stop();
  }
}

/** Registers the metrics of unsealed events, which are read for each scrape. */
function observeBacklog(repository: AuditSealRepository, registry: Registry): void {
  gauge('latchkey_audit_unsealed_events', 'Audit events that are not in the chain yet.', 'events');
  gauge('latchkey_audit_unsealed_age_seconds', 'Age of the oldest of these events.', 'age');

  function gauge(name: string, help: string, member: 'events' | 'age'): void {
    registry.registerMetric(
      new Gauge({
        name,
        help,
        registers: [],
        async collect() {
          // Unknown while the database is away.
          const backlog: Partial<Backlog> = await repository.backlog().catch(() => ({}));
          this.set(backlog[member] ?? NaN);
        },
      }),
    );
  }
}
