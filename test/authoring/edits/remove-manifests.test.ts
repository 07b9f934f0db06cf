import { describe, expect, it } from 'vitest'
import { removeManifests } from '../../../src/authoring/edits/remove-manifests.ts'
import type { Manifest } from '../../../src/model/manifest.ts'
import { parse } from '../../../src/stages/parse/parse.ts'

/** The text of a file without its objects of these names. */
function without(text: string, ...names: readonly string[]): string | null | undefined {
  const file = { path: 'a.yaml', text }
  const [{ manifests }] = parse([file])
  const nameOf = ({ value }: Manifest): unknown => (value['metadata'] as { name?: unknown } | undefined)?.name
  const [after] = removeManifests(
    manifests[0]?.file ?? file,
    manifests.filter((each) => names.includes(String(nameOf(each)))),
  )
  return after
}

const map = (name: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`

describe('manifests are taken out of a file', () => {
  it('with their comments and one separator', () => {
    const text = `# of a\n${map('a')}---\n# of b\n${map('b')}---\n# of c\n${map('c')}`
    expect(without(text, 'a')).toBe(`# of b\n${map('b')}---\n# of c\n${map('c')}`)
    expect(without(text, 'b')).toBe(`# of a\n${map('a')}---\n# of c\n${map('c')}`)
    expect(without(text, 'c')).toBe(`# of a\n${map('a')}---\n# of b\n${map('b')}`)
    expect(without(text, 'a', 'c')).toBe(`# of b\n${map('b')}`)
  })

  it('and the file with the last of them', () => {
    expect(without(`---\n${map('a')}`, 'a')).toBeNull()
    expect(without(`${map('a')}---\n${map('b')}`, 'a', 'b')).toBeNull()
  })

  it('of a List as items', () => {
    const item = (name: string): string => `- {apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}}\n`
    const list = `apiVersion: v1\nkind: List\nitems:\n${item('a')}${item('b')}${item('c')}`
    expect(without(list, 'a', 'c')).toBe(`apiVersion: v1\nkind: List\nitems:\n${item('b')}`)
  })

  it('of a file with Windows line ends, which it keeps', () => {
    const text = `${map('a')}---\n${map('b')}`.replaceAll('\n', '\r\n')
    expect(without(text, 'a')).toBe(map('b').replaceAll('\n', '\r\n'))
    expect(without(text, 'b')).toBe(map('a').replaceAll('\n', '\r\n'))
  })
})
