import { defineConfig, type ViteUserConfig } from 'vitest/config'

const config: ViteUserConfig = defineConfig({
  // Packages that are inlined may lack what their source maps name.
  logLevel: 'error',
  test: {
    include: ['test/**/*.test.ts'],
    // They need the programs that read what is rendered, `npm run e2e:real`, or start many processes, `npm run security`.
    exclude: ['test/e2e-real/**', 'test/security/attacks/**'],
    // Much of the time is waiting for processes and disks.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // It imports JSON as bundlers take it, and Node does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
  },
})
export default config
