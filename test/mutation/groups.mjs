/** What is mutated, in groups, and the tests that are to notice: those that mirror it, and none that needs a build. */
export const groups = [
  {
    name: 'yaml-writer',
    mutate: ['src/yaml/write/*.ts'],
    tests: ['test/yaml/write/{plain-scalar,serialize}.test.ts'],
  },
  {
    name: 'plain-reader',
    mutate: ['src/yaml/plain/*.ts'],
    tests: ['test/yaml/plain/{read-plain,cases}.test.ts'],
  },
  {
    name: 'prune-guard',
    mutate: ['src/output/{guard,judge}-prune.ts'],
    tests: ['test/output/guard-prune.test.ts'],
  },
  {
    name: 'authorize',
    mutate: ['src/stages/authorize/**/*.ts'],
    tests: ['test/stages/authorize/**/*.test.ts', 'test/docs/safeguards.test.ts'],
  },
  {
    name: 'plan-dns',
    mutate: ['src/stages/plan/dns/*.ts'],
    tests: ['test/stages/plan/dns/*.test.ts', 'test/golden/golden.test.ts'],
  },
  {
    name: 'plan-scheduling',
    mutate: ['src/stages/plan/scheduling/*.ts'],
    tests: ['test/stages/plan/scheduling/*.test.ts', 'test/golden/golden.test.ts'],
  },
  {
    name: 'plan-objects',
    mutate: ['src/stages/plan/*.ts', 'src/stages/plan/overrides/*.ts'],
    tests: [
      'test/stages/plan/{,overrides/}*.test.ts',
      'test/golden/golden.test.ts',
      'test/cli/{explain,find}.test.ts',
    ],
  },
]

/** The group that `npm run mutation` runs now. */
export const group = groups.find(({ name }) => name === process.env.MUTATION_GROUP)
