import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The tests that are to notice a fault in what is mutated; none of them needs a build or starts a process. */
const config: ViteUserConfig = defineConfig({
  logLevel: 'error',
  test: {
    include: [
      'test/host/guard-prune.test.ts',
      'test/properties/{dns,plan,replica-planner,scheduling,serialize,tenants}.property.test.ts',
      'test/stages/{authorize,plan}/**/*.test.ts',
      'test/yaml/{plain-scalar,serialize}.test.ts',
    ],
    testTimeout: 60_000,
  },
})
export default config
