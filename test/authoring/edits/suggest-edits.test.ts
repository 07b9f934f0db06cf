import { expect, it } from 'vitest'
import { setField } from '../../../src/diagnostics/fix.ts'
import { suggestEdits } from '../../../src/authoring/edits/suggest-edits.ts'
import type { Manifest } from '../../../src/model/manifest.ts'
import { parse } from '../../../src/stages/parse/parse.ts'

const text = 'apiVersion: v1\nkind: A\nmetadata: {name: a}\nspec:\n  token: hidden\n  path: a.b\n'

function manifestOf(source: string): Manifest {
  const [{ manifests }] = parse([{ path: 'a.yaml', text: source }])
  const [manifest] = manifests
  if (manifest === undefined) throw new Error('no manifest')
  return manifest
}

it('a suggestion is the range that changes, with nothing of the text around it', () => {
  const [edit, ...others] = suggestEdits(setField(manifestOf(text), '/spec/path', '/a/b'))
  expect(others).toStrictEqual([])
  expect(edit?.text).toBe('/a/')
  expect(edit?.location).toMatchObject({ line: 6, column: 9, endLine: 6, endColumn: 11 })
})

it('a line that comes is inserted where the next one begins', () => {
  const [edit] = suggestEdits(setField(manifestOf(text), '/spec/op', 'add'))
  expect(edit?.text).toBe('  op: add\n')
  expect(edit?.location).toMatchObject({ line: 7, column: 1, endLine: 7, endColumn: 1 })
})

it('there is none for what has to be made by hand, or writes a file of its own', () => {
  const aliased = manifestOf('apiVersion: v1\nkind: A\nmetadata: {name: a}\na: &a {path: a.b}\nspec: *a\n')
  expect(suggestEdits(setField(aliased, '/spec/path', '/a/b'))).toStrictEqual([])
  expect(suggestEdits({ kind: 'federate-namespace', namespace: 'shop' })).toStrictEqual([])
})
