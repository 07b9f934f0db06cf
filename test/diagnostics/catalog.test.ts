import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { catalog } from '../../src/diagnostics/catalog/index.ts'
import type { CatalogEntry } from '../../src/diagnostics/diagnostic.ts'

const tests = new URL('../', import.meta.url)
const golden = ['golden/cases/*/diagnostics.txt', 'cli/transcripts/*/transcript.txt'].flatMap((pattern) => {
  const [directory = '', file = ''] = pattern.split('/*/')
  return readdirSync(new URL(directory, tests)).flatMap((name) =>
    readFileSync(new URL(`${directory}/${name}/${file}`, tests), 'utf8').split('\n'),
  )
})
const inGolden = new Map(
  golden.flatMap((line) => {
    const found = /^(?:\S.*:\d+:\d+: )?(error|warning|info) ([a-z0-9-]+): /.exec(line)
    return found
      ? [[found[2] ?? '', line.slice(line.indexOf(found[2] ?? '') + (found[2] ?? '').length + 2)]]
      : []
  }),
)
const entries: readonly [code: string, entry: CatalogEntry][] = Object.entries(catalog)

describe('the catalogue', () => {
  it.each(entries)('%s has a kebab-case code and one line for the reference', (code, { about }) => {
    expect(code).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/)
    expect(about).toMatch(/^\S[^\n]*\.$/)
  })

  it.each([...inGolden])('%s has a message of one sentence', (_, message) => {
    expect(message).toMatch(/^\S(?!.* {2})[^\n]*[^.]\.$/)
  })
})
