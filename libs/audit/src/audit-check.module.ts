import {
  ConfigurableModuleBuilder,
  Inject,
  Module,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { PeriodicTask, WarnOnce } from '#database';
import type { Registry } from 'prom-client';
import { AuditCheck } from './audit-check.js';
import { observeChain } from './audit-chain.metrics.js';
import { AuditModule } from './audit.module.js';
import { AuditVerificationsRepository } from './audit-verifications.repository.js';

interface AuditCheckOptions {
  /** Seconds between two checks; 0 means none. */
  every: number;

  /** The name that the outcomes have. */
  application: string;

  metrics: Registry;
}

const { ConfigurableModuleClass, MODULE_OPTIONS_TOKEN } =
  new ConfigurableModuleBuilder<AuditCheckOptions>({
    optionsInjectionToken: Symbol('AUDIT_CHECK_OPTIONS'),
  }).build();

/**
 * Milliseconds from the start to the first check. A replica that restarts again and again checks
 * nothing.
 */
const FIRST_MS = 15_000;

/** Verifies new audit events for as long as the process runs. */
@Module({ imports: [AuditModule], providers: [AuditCheck], exports: [AuditCheck] })
export class AuditCheckModule
  extends ConfigurableModuleClass
  implements OnModuleInit, OnApplicationShutdown
{
  readonly #warnOnce = new WarnOnce('Audit');
  readonly #checks: PeriodicTask;
  #first?: NodeJS.Timeout;

  constructor(
    @Inject(MODULE_OPTIONS_TOKEN) private readonly options: AuditCheckOptions,
    private readonly check: AuditCheck,
    verifications: AuditVerificationsRepository,
  ) {
    super();
    observeChain(verifications, options.metrics);
    this.#checks = new PeriodicTask(options.every * 1000, async () => this.#run());
  }

  onModuleInit(): void {
    if (this.options.every === 0) return;
    this.#first = setTimeout(() => void this.#checks.run(), FIRST_MS).unref();
    this.#checks.start();
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#first);
    await this.#checks.stop();
  }

  async #run(): Promise<void> {
    try {
      await this.check.run(this.options.application);
      this.#warnOnce.recovered();
    } catch (error) {
      this.#warnOnce.warn('could not verify the new audit events; will retry', error);
    }
  }
}
