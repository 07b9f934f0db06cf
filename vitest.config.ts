import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { recordCreatedCodes } from './test/created-codes/plugin.ts'

// They need the programs that read what is rendered, `npm run e2e:real`, or the built site, `npm run site:test`, or start many
// processes, `npm run security` and `npm run kills`.
const elsewhere = ['test/e2e-real/**', 'test/security/attacks/**', 'test/kills/**', 'test/site/**']

/**
 * Tests of pure functions, and of commands in memory, in files that share the modules: nothing there has a state, and to
 * load all modules for each file takes longer than the tests.
 */
const pure = [
  'text',
  'json',
  'kubernetes',
  'kubefed',
  'yaml',
  'diagnostics',
  'output',
  'agents',
  'stages',
  'authoring',
  'app',
  'views',
  'krm',
  'cli',
  'golden',
  'conformance',
  'corpus',
  'acceptance',
  'properties',
].map((folder) => `test/${folder}/**/*.test.ts`)

/** What replaces a module or a variable of the environment, which the next file would meet. */
const replacing = [
  'test/agents/third-agent.test.ts',
  'test/cli/diff.test.ts',
  'test/cli/dns-lock.test.ts',
  'test/yaml/edit/edit-together.test.ts',
]

const config: ViteUserConfig = defineConfig({
  // Packages that are inlined may lack what their source maps name.
  logLevel: 'error',
  plugins: [recordCreatedCodes],
  test: {
    globalSetup: 'test/created-codes/check-all-created.ts',
    setupFiles: 'test/created-codes/record.ts',
    // Nothing is left among what programs keep for the user.
    env: { XDG_CACHE_HOME: join(tmpdir(), 'fedrender-tests-cache') },
    // Much of the time is waiting for processes and disks.
    maxWorkers: '100%',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // It imports JSON as bundlers take it, and Node does not.
    server: { deps: { inline: ['@actions/workflow-parser'] } },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, exclude: replacing, isolate: false } },
      { extends: true, test: { name: 'replacing', include: replacing } },
      {
        extends: true,
        test: { name: 'edge', include: ['test/**/*.test.ts'], exclude: [...pure, ...elsewhere] },
      },
    ],
  },
})
export default config
