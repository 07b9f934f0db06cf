import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { group } from './groups.mjs'

/** The tests of one group. */
const config: ViteUserConfig = defineConfig({
  logLevel: 'error',
  // The stages are pure, so that the tests may share what they import, which takes longer than they do.
  test: { include: group.tests, isolate: false, testTimeout: 60_000 },
})
export default config
