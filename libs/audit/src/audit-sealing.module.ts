import { ConfigurableModuleBuilder, Inject, Module } from '@nestjs/common';
import type { Registry } from 'prom-client';
import { gauge } from '#telemetry';
import { type Backlog, AuditSealRepository } from './audit-seal.repository.js';
import { AuditSealing } from './audit-sealing.js';
import { AuditModule } from './audit.module.js';

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } = new ConfigurableModuleBuilder<{
  /** Registry of the metrics of unsealed events. */
  metrics: Registry;
}>({ optionsInjectionToken: Symbol('AUDIT_SEALING_OPTIONS') }).build();

/** Seals audit events for as long as the process runs. The command line does not import it. */
@Module({ imports: [AuditModule], providers: [AuditSealing], exports: [AuditModule] })
export class AuditSealingModule extends ConfigurableModuleClass {
  constructor(
    @Inject(MODULE_OPTIONS_TOKEN) { metrics }: { metrics: Registry },
    repository: AuditSealRepository,
  ) {
    super();
    observeBacklog(repository, metrics);
  }
}

/** Registers the metrics of unsealed events, which are read for each scrape. */
function observeBacklog(repository: AuditSealRepository, registry: Registry): void {
  observe(
    'latchkey_audit_unsealed_events',
    'Audit events that are not in the chain yet.',
    'events',
  );
  observe('latchkey_audit_unsealed_age_seconds', 'Age of the oldest of these events.', 'age');

  function observe(name: string, help: string, member: 'events' | 'age'): void {
    gauge(registry, name, help, async () => {
      // Unknown while the database is away.
      const backlog: Partial<Backlog> = await repository.backlog().catch(() => ({}));
      return backlog[member] ?? NaN;
    });
  }
}
