import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { runCommand } from '../src/cli/run-command.ts'
import { createNodeHost } from '../src/host/node-host.ts'
import { readTree } from './helpers/read-tree.ts'

const examples = fileURLToPath(new URL('../examples', import.meta.url))

describe('examples', () => {
  for (const name of readdirSync(examples).filter((each) => existsSync(join(examples, each, 'rendered')))) {
    it(`${name} is rendered as it is committed`, () => {
      const written: string[] = []
      const exitCode = runCommand(['render', join(examples, name), '--check'], {
        host: createNodeHost(),
        directory: examples,
        writeOutput: (text) => written.push(text),
        writeError: (text) => written.push(text),
        colorErrors: false,
        colorOutput: false,
        interactive: false,
        now: () => 0,
        clock: () => '2026-01-01T00:00:00Z',
        environment: () => undefined,
        lookUp: () => Promise.reject(new Error('there is no network in tests')),
        watch: async function* () {},
      })
      expect(written.join('')).toMatch(/0 pruned/)
      expect(exitCode).toBe(0)
      expect(readTree(join(examples, name, 'rendered')).size).toBeGreaterThan(1)
    })
  }
})
