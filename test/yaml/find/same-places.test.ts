import { globSync } from 'glob'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { isObject } from '../../../src/json/own.ts'
import { childPointer } from '../../../src/json/pointer.ts'
import type { Json } from '../../../src/model/json.ts'
import { documentNodes } from '../../../src/yaml/find/document-nodes.ts'
import { findPointer } from '../../../src/yaml/find/find-pointer.ts'
import { writtenRanges } from '../../../src/yaml/find/written-ranges.ts'
import { composeDocument } from '../../../src/yaml/edit/compose-document.ts'
import { readDocument } from '../../../src/yaml/read/read-document.ts'
import { chunkText, splitDocuments, type DocumentChunk } from '../../../src/yaml/read/split-documents.ts'
import type { TextRange } from '../../../src/yaml/read/yaml-problem.ts'
import { findPointerByPackage, writtenRangesByPackage } from '../../helpers/find-pointer-by-package.ts'

const root = join(import.meta.dirname, '../../..')

/** Every text of the repository that is YAML or JSON, and those of the vectors. */
const texts: readonly string[] = [
  ...globSync(['{test,examples,docs,.github}/**/*.{yaml,yml,json}', 'test/**/{kubeconfig,input/*}'], {
    cwd: root,
    nodir: true,
    dot: true,
  })
    .sort()
    .map((path) => readFileSync(join(root, path), 'utf8')),
  ...['yaml-read', 'yaml-stream'].flatMap((name) =>
    readFileSync(join(root, `test/vectors/${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { readonly yaml: string }).yaml),
  ),
]

/** A tag that takes in a comma, as go-yaml has it: the package reads another list. */
const tagWithComma = /!\w*,/

it('finds every place of every text where the `yaml` package finds it', () => {
  const differences: string[] = []
  let count = 0
  for (const text of texts.filter((each) => !tagWithComma.test(each))) {
    for (const chunk of splitDocuments(text).chunks) {
      const document = chunkText(text, chunk)
      const { value } = readDocument(document, chunk.format)
      if (!isObject(value)) continue
      const pointers = [...pointersOf(value)]
      count += pointers.length
      for (const each of differencesIn(document, chunk, pointers)) differences.push(each)
    }
  }
  expect(differences).toStrictEqual([])
  expect(count).toBeGreaterThan(50_000)
})

function differencesIn(
  text: string,
  { format }: DocumentChunk,
  pointers: readonly string[],
): readonly string[] {
  const nodes = documentNodes(text)
  const composed = composeDocument(text, format)
  return pointers.flatMap((pointer) => {
    const found = [
      ...parts.map((part) => findPointer(nodes, pointer, part)),
      ...writtenRanges(nodes, pointer),
    ]
    const byPackage = [
      ...parts.map((part) => findPointerByPackage(composed, pointer, part)),
      ...writtenRangesByPackage(composed, pointer),
    ]
    const isSame =
      found.length === byPackage.length && found.every((each, at) => areSame(each, byPackage[at], text))
    return isSame ? [] : [JSON.stringify({ text, pointer, found, byPackage })]
  })
}

const parts = ['key', 'value', 'entry'] as const

/**
 * Whether two ranges are the same but for what nobody reads there: the package takes a comment that follows a mapping or
 * list for a part of it, and has an empty value start after the blanks behind its colon.
 */
function areSame(found: TextRange, other: TextRange | undefined, text: string): boolean {
  if (other === undefined) return false
  const isBlank = (start: number, end: number): boolean =>
    start <= end && blanksAndComments.test(text.slice(start, end))
  return isBlank(found.end, other.end) && (found.start === other.start || isBlank(found.start, other.start))
}

const blanksAndComments = /^(?:[\s\u0085]|#.*)*$/

/** The pointers of a value and of all that is in it, and one of what is not there below each. */
function* pointersOf(value: Json, pointer: string = ''): Iterable<string> {
  yield pointer
  yield `${pointer}/nothing/0`
  if (typeof value !== 'object' || value === null) return
  for (const [key, each] of Object.entries(value)) yield* pointersOf(each, childPointer(pointer, key))
}

it.each([
  ['!!int 010: x\n', '/8', 'x'],
  ['{a, b: c}\n', '/a', 'a'],
  ['a: &a # c\nb: *a\n', '/a', ''],
  ['a: &x {b: c}\nd:\n  <<: [*x]\n', '/d/b', 'c'],
  ['a: [b: c]\n', '/a/0', 'b: c'],
  ['{"\\u0061": "\\/"}', '/a', '"\\/"'],
])('in %j, the value at %s is %j', (text, pointer, found) => {
  const { start, end } = findPointer(documentNodes(text), pointer, 'value')
  expect(text.slice(start, end)).toBe(found)
})
