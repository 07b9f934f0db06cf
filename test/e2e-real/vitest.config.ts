import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  logLevel: 'error',
  test: {
    include: ['test/e2e-real/**/*.test.ts'],
    globalSetup: ['./test/e2e-real/install-binaries.ts'],
    reporters: ['./test/e2e-real/counting-reporter.ts'],
    // Servers share the machine with what they are tested by.
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
})
export default config
