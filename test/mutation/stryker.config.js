/**
 * `npm run test:mutation` puts faults into the code, one at a time, and shows which of them no unit
 * test notices. It covers the folders whose unit tests need neither a database nor HTTP.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
  mutate: [
    'libs/audit/src/**/*.ts',
    'libs/config/src/**/*.ts',
    'libs/json-api/src/query/**/*.ts',
    'libs/oauth/src/**/*.ts',
    '!libs/oauth/src/{endpoints,openapi}/**',
    '!**/*.{spec,module,entity,entities,repository,decorator,controller}.ts',
    '!**/{index,migrations}.ts',
    '!**/migrations/**',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.js' },
  plugins: ['@stryker-mutator/vitest-runner'],
  // Only these are copied for a run. /package.json has the imports such as #oauth.
  ignorePatterns: [
    '*',
    '!libs/**',
    '!test/support/**',
    '!test/mutation/vitest.config.js',
    '!{package,tsconfig}.json',
    '!{config.yml,vitest.config.ts}',
  ],
  // A fault in code that runs once, when its module is loaded, would need a new process each time.
  ignoreStatic: true,
  concurrency: 2,
  reporters: ['clear-text', 'progress-append-only'],
  clearTextReporter: { allowColor: false, reportTests: false },
  tempDirName: 'var/mutation',
};
