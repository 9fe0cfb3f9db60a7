import type { DynamicModule } from '@nestjs/common';
import { START_SIGNAL } from '#database';

/** Provides the signal that ends a waiting start to all modules of an application. */
export class StartModule {
  static around(module: DynamicModule, signal: AbortSignal): DynamicModule {
    const provider = { provide: START_SIGNAL, useValue: signal };
    return {
      module: StartModule,
      global: true,
      imports: [module],
      providers: [provider],
      exports: [provider],
    };
  }
}
