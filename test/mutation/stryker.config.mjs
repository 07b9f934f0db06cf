// `npm run mutation`: faults put into what decides what every cluster gets, one at a time; the tests of
// vitest.config.ts beside this file are to notice them. `-- --mutate <glob>` takes a part.
export default {
  mutate: [
    'src/stages/{authorize,plan}/**/*.ts',
    'src/host/{guard,judge}-prune.ts',
    'src/yaml/{plain-scalar,serialize*}.ts',
  ],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  // A busy machine must not count as a test that noticed.
  timeoutMS: 30_000,
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, reportTests: false },
  // The sandbox needs neither.
  ignorePatterns: ['dist', 'bench', 'test/corpus', 'test/security'],
  cleanTempDir: 'always',
  // Of 100 mutants that change what a program does, 85 at the least are noticed.
  thresholds: { high: 90, low: 85, break: 85 },
}
