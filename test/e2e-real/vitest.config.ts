import { join } from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { AgentsLast } from './agents-last.ts'
import { cacheDirectory } from './install-binaries.ts'

const config: ViteUserConfig = defineConfig({
  logLevel: 'error',
  test: {
    include: ['test/e2e-real/**/*.test.ts', 'test/browser/**/*.test.ts'],
    env: { FEDRENDER_E2E_SCREENSHOTS: join(cacheDirectory, 'screenshots') },
    globalSetup: ['./test/e2e-real/install-binaries.ts'],
    reporters: ['./test/e2e-real/counting-reporter.ts'],
    // Servers share the machine with what they are tested by.
    fileParallelism: false,
    sequence: { sequencer: AgentsLast },
    testTimeout: 900_000,
    hookTimeout: 120_000,
  },
})
export default config
