import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Imports such as `#oauth` resolve to the sources, as for the compiler. Packages resolve as for
 * Node.js, without the condition `module`: under it, @opentelemetry/api is for bundlers alone.
 */
const conditions = ['@latchkey/source', 'node', 'development|production'];

/** Applies to the global set-up as well, which would otherwise load the last build. */
const sources = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  environments: { __vitest__: { resolve: { conditions } } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
};

const INCLUDED: Record<string, string[]> = {
  unit: ['{apps,libs}/**/*.spec.ts', '{bench,test}/*.spec.ts', 'test/{faults,ha}/*.spec.ts'],
  // One project, because each project has workers of its own, which load the modules again.
  e2e: ['test/{e2e,conformance,console}/**/*.spec.ts'],
  faults: ['test/faults/*.scenarios.ts'],
  ha: ['test/ha/*.scenarios.ts'],
};

const IS_LONG = new Set(['load', 'faults', 'ha']);

/** Projects that share one PostgreSQL. `faults` and `ha` have servers of their own, which they kill. */
const HAS_SERVER = new Set(['e2e', 'load']);

export default defineConfig({
  ...sources,
  test: {
    // Tests often wait: for a process that they started, for PostgreSQL, for the end of a time.
    maxWorkers: availableParallelism() * 2,
    // Keeps compiled files below node_modules for the next run.
    experimental: { fsModuleCache: true },
    // Processes find migrations by their file names, so no test imports them.
    forceRerunTriggers: [...configDefaults.forceRerunTriggers, '{apps,libs}/**/[0-9]*-*.ts'],
    projects: ['unit', 'e2e', 'load', 'faults', 'ha'].map((name) => ({
      ...sources,
      test: {
        name,
        // The files of a worker share its modules, which take two seconds to load. Vitest restores
        // mocks after each file; a file itself undoes other changes of global state.
        isolate: IS_LONG.has(name),
        include: INCLUDED[name] ?? [`test/${name}/**/*.spec.ts`],
        // Some tests start processes, possibly on a busy machine.
        testTimeout: IS_LONG.has(name) ? 600_000 : 60_000,
        hookTimeout: IS_LONG.has(name) ? 600_000 : 60_000,
        // Polls normally end much sooner; a busy processor needs the time. `SOON` has the same
        // interval.
        expect: { poll: { timeout: 15_000, interval: 20 } },
        setupFiles: [
          'reflect-metadata',
          ...(HAS_SERVER.has(name) ? ['test/support/fetch.ts'] : []),
        ],
        globalSetup: HAS_SERVER.has(name) ? ['test/support/global-setup.ts'] : [],
      },
    })),
  },
});
