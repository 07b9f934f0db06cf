import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readTree } from './helpers/read-tree.ts'
import { runInDirectory } from './helpers/run-in-directory.ts'

const examples = fileURLToPath(new URL('../examples', import.meta.url))

describe('examples', () => {
  for (const name of readdirSync(examples).filter((each) => existsSync(join(examples, each, 'rendered')))) {
    it(`${name} is rendered as it is committed`, () => {
      const { exitCode, stderr } = runInDirectory(examples, 'render', name, '--check')
      expect([exitCode, stderr]).toStrictEqual([0, expect.stringMatching(/0 pruned/)])
      expect(readTree(join(examples, name, 'rendered')).size).toBeGreaterThan(1)
    })
  }

  for (const [name, files] of [
    ['argocd', 4],
    ['flux', 4],
  ] as const) {
    it(`${name} holds what bootstrap writes`, () => {
      const url = 'https://git.example.com/platform/fleet.git'
      const { stdout } = runInDirectory(examples, 'bootstrap', '-C', name, '--url', url, '--dry-run')
      expect(stdout.match(/^unchanged bootstrap\//gm)).toHaveLength(files)
      expect(stdout.split('\n')).toHaveLength(files + 1)
    })
  }
})
