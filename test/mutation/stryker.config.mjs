import { group } from './groups.mjs'

/** How Stryker runs one group of ./groups.mjs. */
export default {
  mutate: group.mutate,
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'test/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
  // A busy machine must not count as a test that noticed.
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `coverage/mutation/${group.name}.json` },
  tempDirName: `.stryker-tmp/${group.name}`,
  clearTextReporter: { allowColor: false, reportTests: false },
  // The sandbox needs neither.
  ignorePatterns: [
    '.stryker-tmp',
    'coverage',
    'dist',
    'bench',
    'test/{corpus,e2e,e2e-real,fuzz,golden,security}',
  ],
  cleanTempDir: 'always',
  // Of 100 mutants that change what a program does, 85 at the least are noticed.
  thresholds: { high: 90, low: 85, break: 85 },
}
