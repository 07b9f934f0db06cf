import { group } from './groups.mjs'

/** How Stryker runs one group of ./groups.mjs. */
export default {
  mutate: group.mutate,
  testRunner: 'bundled-tests',
  plugins: ['./test/mutation/bundled-tests.mjs'],
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 2),
  // Each mutant that acts while modules load leaves a copy of them all.
  maxTestRunnerReuse: 200,
  // A busy machine must not count as a test that noticed.
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json', 'progress-append-only'],
  jsonReporter: { fileName: `coverage/mutation/${group.name}.json` },
  tempDirName: `.stryker-tmp/${group.name}`,
  clearTextReporter: { allowColor: false, reportTests: false },
  // What the tests of the groups do not read.
  ignorePatterns: ['.stryker-tmp', 'coverage', 'dist', 'bench', 'test/{corpus,e2e,e2e-real,fuzz,security}'],
  cleanTempDir: 'always',
  // Of 100 mutants that change what a program does, 85 at the least are noticed.
  thresholds: { high: 90, low: 85, break: 85 },
}
