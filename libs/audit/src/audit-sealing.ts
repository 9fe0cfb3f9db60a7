import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AuditSealer } from './audit-sealer.js';

/** Seals audit events for as long as the process runs. */
@Injectable()
export class AuditSealing implements OnModuleInit, OnApplicationShutdown {
  constructor(private readonly sealer: AuditSealer) {}

  onModuleInit(): void {
    this.sealer.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sealer.stop();
  }
}
