import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readConfigFile } from '../helpers/read-config-file.ts'
import { readTree } from '../helpers/read-tree.ts'
import { expectDirectory } from '../helpers/expect-directory.ts'
import { diagnosticsText, renderedFiles, renderFiles } from '../helpers/render-files.ts'

const cases = fileURLToPath(new URL('cases', import.meta.url))

describe('golden', () => {
  for (const name of readdirSync(cases)) {
    it(name.replaceAll('-', ' '), () => {
      const directory = join(cases, name)
      const { 'fedrender.yaml': config, ...files } = Object.fromEntries(readTree(join(directory, 'input')))
      const options = config === undefined ? {} : { config: readConfigFile(config) }
      const result = renderFiles(files, { ...options, keepGoing: existsSync(join(directory, 'keep-going')) })
      expectDirectory(renderedFiles(result), join(directory, 'expected'))
      const diagnostics = join(directory, 'diagnostics.txt')
      const text = diagnosticsText(result)
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(diagnostics, text)
      expect(text).toBe(readFileSync(diagnostics, 'utf8'))
    })
  }
})
