import { defineConfig } from 'vitest/config';

/** `#oauth` and the like resolve to the sources, as they do for the compiler. */
const conditions = ['source', 'module', 'node', 'development|production'];

/** Also for the global set-up, which would take what was built last. */
const sources = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  environments: { __vitest__: { resolve: { conditions } } },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
};

const INCLUDED: Record<string, string[]> = {
  unit: ['{apps,libs}/**/*.spec.ts', '{bench,test}/*.spec.ts', 'test/faults/*.spec.ts'],
  faults: ['test/faults/*.scenarios.ts'],
};

const IS_LONG = new Set(['load', 'faults']);

/** One PostgreSQL for all; the faults have one that they may kill. */
const HAS_SERVER = new Set(['e2e', 'conformance', 'load']);

export default defineConfig({
  ...sources,
  test: {
    // A test often waits for a process that it has started; two cores would run one file at a time.
    maxWorkers: '100%',
    projects: ['unit', 'e2e', 'conformance', 'load', 'faults'].map((name) => ({
      ...sources,
      test: {
        name,
        include: INCLUDED[name] ?? [`test/${name}/**/*.spec.ts`],
        // Processes start in some tests, on machines that have other things to do.
        testTimeout: IS_LONG.has(name) ? 600_000 : 60_000,
        hookTimeout: IS_LONG.has(name) ? 600_000 : 60_000,
        // Much less is expected; a processor may be busy. It is looked at as often as in `SOON`.
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
