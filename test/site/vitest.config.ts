import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** Tests of the built site, which `npm run site` makes before. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/site/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
export default config
