import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { plainEnvironment } from './run-cli.ts'

it('the example writes files where there were none, and shows how two clusters differ and why', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['.ci/show-example.mjs'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    encoding: 'utf8',
    env: plainEnvironment,
  })
  expect(stderr).toContain('wrote 8 files, 0 unchanged')
  expect(stdout).toContain('-  replicas: 2\n+  replicas: 5\n')
  expect(stdout).toContain('override, in place of 2 (template, shop/web.yaml:12)')
  expect(status).toBe(0)
})
