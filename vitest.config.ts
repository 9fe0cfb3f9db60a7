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

export default defineConfig({
  ...sources,
  test: {
    // A test often waits for a process that it has started; two cores would run one file at a time.
    maxWorkers: '100%',
    projects: ['unit', 'e2e', 'conformance', 'load'].map((name) => ({
      ...sources,
      test: {
        name,
        include:
          name === 'unit'
            ? ['{apps,libs}/**/*.spec.ts', 'test/*.spec.ts']
            : [`test/${name}/**/*.spec.ts`],
        // Processes start in some tests, on machines that have other things to do.
        testTimeout: name === 'load' ? 600_000 : 60_000,
        hookTimeout: name === 'load' ? 600_000 : 60_000,
        setupFiles: ['reflect-metadata', ...(name === 'unit' ? [] : ['test/support/fetch.ts'])],
        globalSetup: name === 'unit' ? [] : ['test/support/global-setup.ts'],
      },
    })),
  },
});
