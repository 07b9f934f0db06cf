import { describe, expect, it } from 'vitest'
import { configMapYaml } from '../../helpers/kubefed-yaml.ts'
import { attackedRepository, smallFleet } from './attacked-repository.ts'

describe('text that fedrender and kubectl would read differently', () => {
  it.each([
    [
      'a document behind "---" whose lines end in CR',
      `--- # c\r${configMapYaml('shop/a').replaceAll('\n', '\r')}`,
    ],
    ['a tag that runs into a brace', `${configMapYaml('shop/a')}---\na: {b: !c}\nkind: x\n`],
    [
      'a quoted key whose colon is on the next line',
      `${configMapYaml('shop/a')}---\nkind: { "foo"\n  :bar }\n`,
    ],
    ['what stands behind a document', `{"kind": x, a: b} c\n${configMapYaml('shop/a')}`],
  ])('is an error: %s', (_, text) => {
    const { fedrender } = attackedRepository(smallFleet, { 'attack.yaml': text })
    const { status, stderr } = fedrender('render', '--check')
    expect(stderr).toContain('yaml-syntax')
    expect(status).toBe(2)
  })
})
