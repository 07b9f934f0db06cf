import { describe, expect, it } from 'vitest'
import { secretCanaries } from '../helpers/secret-canaries.ts'
import { createTestRepository } from '../helpers/test-repository.ts'

const { files, canaries } = secretCanaries()
const valid = { ...files }
for (const path of Object.keys(files)) {
  if (!/^(?:fleet|valid|in-config-map)/.test(path)) delete valid[path]
}

const found = (text: string): readonly string[] =>
  canaries
    .filter((each) => text.includes(each))
    .map((each) => text.slice(Math.max(0, text.indexOf(each) - 80), text.indexOf(each) + 20))

const formats = ['text', 'json', 'github', 'gitlab', 'sarif', 'rdjson']
const outputs = ['table', 'json', 'yaml']
const commandLines: readonly (readonly string[])[] = [
  ...formats.map((format) => ['validate', '--format', format]),
  ...formats.map((format) => ['render', '--check', '--format', format]),
  ['validate', '--fix', '--dry-run'],
  ['render', '--keep-going', '--dry-run'],
  ['render', '--strict', '-v'],
  ['report'],
  ['adopt'],
  ...outputs.flatMap((output) => [
    ['status', '-o', output],
    ['clusters', '-o', output],
    ['plan', '-o', output],
    ['find', '--field', '/**', '-o', output],
    ['find', '--field', '/data/*', '-o', output],
    ['find', '--field', '/stringData/*', '-o', output],
    ['find', '--field', '/metadata/annotations/*', '-o', output],
    ...['valid', 'mapped-valid', 'plain', 'mapped'].map((name) => [
      'explain',
      'east',
      `secrets/${name}`,
      '-o',
      output,
    ]),
  ]),
  ['orphaning-deletion', 'enable', 'secrets', 'valid', '--dry-run'],
  ['orphaning-deletion', 'enable', 'secrets', 'mapped-valid', '--dry-run'],
  ['disable', 'secrets', '--dry-run'],
  ['enable', 'secrets', '--dry-run'],
  ['federate', 'secrets', 'valid', '--dry-run'],
  ['schema'],
]

describe('no secret value of any Secret in the sources', () => {
  it.each(commandLines.map((each) => [each]))('is in what %j writes', (commandLine) => {
    const written = [files, valid].map((sources) => {
      const { stdout, stderr } = createTestRepository(sources).run(...commandLine)
      return stdout + stderr
    })
    expect(written.join('')).not.toBe('')
    expect(found(written.join(''))).toStrictEqual([])
  })
})

it('are all where they are looked for', () => {
  expect(canaries.length).toBeGreaterThan(300)
  expect(found(Object.values(files).join('\n'))).toHaveLength(canaries.length)
})
