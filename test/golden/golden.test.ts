import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { RenderOptions } from '../../src/index.ts'
import { deepFreeze } from '../helpers/deep-freeze.ts'
import { readConfigFile } from '../helpers/read-config-file.ts'
import { readTree } from '../helpers/read-tree.ts'
import { expectDirectory } from '../helpers/expect-directory.ts'
import { diagnosticsText, renderedFiles, renderFiles } from '../helpers/render-files.ts'

const cases = fileURLToPath(new URL('cases', import.meta.url))

describe('golden', () => {
  for (const name of readdirSync(cases)) {
    it(name.replaceAll('-', ' '), () => {
      const directory = join(cases, name)
      const { files, options } = readInput(join(directory, 'input'))
      const result = renderFiles(files, { ...options, keepGoing: existsSync(join(directory, 'keep-going')) })
      expectDirectory(renderedFiles(result), join(directory, 'expected'))
      const diagnostics = join(directory, 'diagnostics.txt')
      const text = diagnosticsText(result)
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(diagnostics, text)
      expect(text).toBe(readFileSync(diagnostics, 'utf8'))
    })
  }
})

/** The files of a case as a repository: `fedrender.yaml`, `dns.lock.yaml` and `observed/` are no sources. */
function readInput(directory: string): { files: Record<string, string>; options: RenderOptions } {
  const {
    'fedrender.yaml': config,
    'dns.lock.yaml': lock,
    ...others
  } = Object.fromEntries(readTree(directory))
  const isObserved = ([path]: readonly [string, string]): boolean => path.startsWith('observed/')
  const observed = Object.entries(others).filter(isObserved)
  return {
    files: Object.fromEntries(Object.entries(others).filter((entry) => !isObserved(entry))),
    options: {
      ...(config !== undefined && { config: readConfigFile(config) }),
      ...(lock !== undefined && { dnsLock: deepFreeze({ path: 'dns.lock.yaml', text: lock }) }),
      observed: deepFreeze(observed.map(([path, text]) => ({ path, text }))),
    },
  }
}
