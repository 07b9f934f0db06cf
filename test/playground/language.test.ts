import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Completions, SourceChange } from '../../site/playground/language-protocol.ts'
import type { PlaygroundFile } from '../../site/playground/protocol.ts'
import { createCompiler } from '../../site/playground/worker/compile-fleet.ts'
import { describeFleet, objectsOf } from '../../site/playground/worker/describe-fleet.ts'
import { createLanguage, type Language } from '../../site/playground/worker/language/language.ts'
import { readHover } from '../../site/playground/worker/language/read-hover.ts'
import { printable } from '../../src/text/quote.ts'
import { codeSpan } from '../../src/views/fleet-diff/format/markdown-text.ts'
import { configMapYaml, inventoryYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'

const fleet = [
  { path: 'clusters.yaml', text: inventoryYaml('east', 'west') },
  { path: 'shop.yaml', text: namespaceYaml('shop') + configMapYaml('shop/settings', 'x') },
]
const compile = createCompiler()
const header =
  'apiVersion: types.kubefed.io/v1beta1\nkind: FederatedConfigMap\nmetadata: {name: a, namespace: shop}\n'
const placed = `${header}spec:\n  template: {data: {key: one}}\n  placement:\n    clusters:\n    - name: east\n`

/** What knows a fleet with some more files, which is version 1. */
function languageOf(...files: readonly PlaygroundFile[]): Language {
  const language = createLanguage()
  language.take(compile([...fleet, ...files], []), 1)
  return language
}

/** A text with the mark `┆`, and a question about that place. */
function marked(text: string, path = 'a.yaml') {
  const asked = { version: 1, path, offset: text.indexOf('┆') }
  return { file: { path, text: text.replace('┆', '') }, asked }
}

/** The files after a change; those that move are among them by their new names. */
function changed(
  files: readonly PlaygroundFile[],
  { files: edits, moves }: SourceChange,
): Map<string, string> {
  const texts = new Map(files.map(({ path, text }) => [path, text]))
  for (const each of edits) {
    if (each.kind === 'delete') texts.delete(each.path)
    if (each.kind === 'create') texts.set(each.path, each.text)
    if (each.kind !== 'edit') continue
    const sorted = each.edits.toSorted((left, right) => right.start - left.start)
    const before = texts.get(each.path) ?? ''
    const after = sorted.reduce(
      (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
      before,
    )
    texts.set(each.path, after)
  }
  for (const { from, to } of moves) {
    texts.set(to, texts.get(from) ?? '')
    texts.delete(from)
  }
  return texts
}

describe('completion', () => {
  function offered(text: string): Completions {
    const { file, asked } = marked(text, 'edited.yaml')
    return languageOf(file).answers.complete({ ...file, offset: asked.offset })
  }

  it('offers clusters, in the place of what is typed of one', () => {
    const text = `${header}spec:\n  placement:\n    clusters:\n    - name: ea┆\n`
    const { from, to, options } = offered(text)
    expect(options).toStrictEqual([
      expect.objectContaining({ label: 'east', kind: 'cluster', insert: 'east' }),
    ])
    expect([from, to]).toStrictEqual([text.indexOf('ea┆'), text.indexOf('┆')])
  })

  it('offers the fields of a schema, with their colon', () => {
    expect(offered(`${header}spec:\n  placem┆\n`).options).toStrictEqual([
      expect.objectContaining({ label: 'placement', kind: 'field', insert: 'placement: ' }),
    ])
  })

  it('offers nothing in a comment', () => {
    const text = `${header}# pla┆\n`
    const offset = text.indexOf('┆')
    expect(offered(text)).toStrictEqual({ from: offset, to: offset, options: [] })
  })

  it('knows the clusters of the last fleet while the configuration is in error', () => {
    const text = `${header}spec:\n  placement:\n    clusters:\n    - name: w`
    const language = languageOf({ path: 'a.yaml', text })
    language.take(compile([...fleet, { path: 'fedrender.yaml', text: 'kind: [' }], []), 2)
    const { options } = language.answers.complete({ path: 'a.yaml', text, offset: text.length })
    expect(options.map(({ label }) => label)).toStrictEqual(['west'])
  })
})

describe('hover', () => {
  it('gives what a field of a template becomes in each cluster', () => {
    const overrides =
      '  overrides:\n  - clusterName: west\n    clusterOverrides: [{path: /data/key, value: two}]\n'
    const text = placed
      .replace('key: one', 'key: o┆ne')
      .replace('- name: east', '- name: east\n    - name: west')
    const { file, asked } = marked(text + overrides)
    const found = languageOf(file).answers.hover(asked)
    expect(file.text.slice(found?.from, found?.to)).toBe('one')
    const [pointer, values] = found?.blocks ?? []
    expect(pointer).toStrictEqual({ kind: 'paragraph', lines: [[{ text: '/data/key', isCode: true }]] })
    const lines = values?.lines.map((parts) => parts.map(({ text: part }) => part).join(''))
    expect(lines?.sort()).toStrictEqual([
      expect.stringMatching(/^"one" in east: template, a\.yaml:/),
      expect.stringMatching(/^"two" in west: override, a\.yaml:.*in place of "one"/),
    ])
  })

  it('answers about no other sources than those of its version', () => {
    const { file, asked } = marked(placed.replace('key: one', 'key: o┆ne'))
    const { answers } = languageOf(file)
    expect(answers.hover(asked)).toBeDefined()
    const late = { ...asked, version: 2 }
    expect([answers.hover(late), answers.references(late), answers.clusterName(late)]).toStrictEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(answers.renameCluster({ version: 2, from: 'east', to: 'north' })).toBeUndefined()
    expect(answers.fixes({ version: 2, path: 'a.yaml' })).toBeUndefined()
  })

  it('reads spans of code as they were written, whatever they hold', () => {
    assert(
      property(
        string({ unit: 'binary', maxLength: 40 }),
        string({ unit: 'binary', maxLength: 40 }),
        (one, two) => {
          const parts = readHover(`- ${codeSpan(one)} in ${codeSpan(two)}`).flatMap(({ lines }) =>
            lines.flat(),
          )
          const spaced = (text: string): string => (printable(text) === '' ? '  ' : printable(text))
          const read = parts.map(({ text, isCode }) => (isCode && text.trim() === '' ? text.trim() : text))
          const wanted = [spaced(one), ' in ', spaced(two)]
          expect(read).toStrictEqual(
            wanted.map((text) => (text !== ' in ' && text.trim() === '' ? '' : text)),
          )
          expect(parts.map(({ isCode }) => isCode)).toStrictEqual([true, false, true])
        },
      ),
    )
  })

  it('is bounded', () => {
    const many = readHover(Array.from({ length: 500 }, () => `- ${codeSpan('x'.repeat(9_999))}`).join('\n'))
    const lines = many.flatMap((block) => block.lines)
    expect(lines).toHaveLength(101)
    expect(Math.max(...lines.flat().map(({ text }) => text.length))).toBe(301)
  })
})

describe('places', () => {
  it('leads from a name to where it is declared, and to all that name it', () => {
    const { file, asked } = marked(placed.replace('name: east', 'name: e┆ast'))
    const { answers } = languageOf(file)
    expect(answers.definitions(asked)?.places).toStrictEqual([
      expect.objectContaining({ path: 'clusters.yaml', text: expect.stringContaining('east') as string }),
    ])
    const { places = [], more } = answers.references(asked) ?? {}
    expect(places.map(({ path }) => path).sort()).toStrictEqual(['a.yaml', 'clusters.yaml'])
    expect(places.find(({ path }) => path === 'a.yaml')).toMatchObject({ line: 8, text: '- name: east' })
    expect(more).toBe(0)
  })

  it('are so many alone, each with a short line', () => {
    const names = Array.from({ length: 700 }, () => '    - name: east\n').join('')
    const { file, asked } = marked(`${placed.replace('name: east', 'name: e┆ast')}${names}`)
    const found = languageOf({ ...file, text: file.text + `# ${'x'.repeat(9_999)}\n` }).answers.references(
      asked,
    )
    expect(found?.places).toHaveLength(500)
    expect(found?.more).toBe(202)
  })
})

describe('the rename of a cluster', () => {
  const files = [...fleet, { path: 'a.yaml', text: placed }]

  it('changes every file that names it', () => {
    const { file, asked } = marked(placed.replace('name: east', 'name: e┆ast'))
    const { answers } = languageOf(file)
    const found = answers.clusterName(asked)
    expect(found?.name).toBe('east')
    expect(placed.slice(found?.from, found?.to)).toBe('east')
    const answer = answers.renameCluster({ version: 1, from: 'east', to: 'north' })
    const after = changed(files, answer && 'change' in answer ? answer.change : { files: [], moves: [] })
    expect(after.get('a.yaml')).toBe(placed.replace('name: east', 'name: north'))
    expect(after.get('clusters.yaml')).toBe(fleet[0]?.text.replace('name: east', 'name: north'))
    expect(after.get('shop.yaml')).toBe(fleet[1]?.text)
  })

  it.each(['west', 'No name', ''])('is refused where the new name is %j', (to) => {
    const answer = languageOf(...files.slice(2)).answers.renameCluster({ version: 1, from: 'east', to })
    expect(answer).toStrictEqual({ problem: expect.any(String) as string })
  })

  it('is for clusters alone', () => {
    const { file, asked } = marked(placed.replace('namespace: shop', 'namespace: sh┆op'))
    expect(languageOf(file).answers.clusterName(asked)).toBeUndefined()
  })
})

describe('fixes', () => {
  const idle = '  overrides:\n  - clusterName: east\n    clusterOverrides: [{path: /data/key, value: one}]\n'
  const problemsOf = (text: string) => {
    const compiled = compile([...fleet, { path: 'a.yaml', text }], [])
    return describeFleet(compiled, objectsOf(compiled), () => true).problems
  }

  it('are made of one problem, of those at a place, and of a file', () => {
    const file = { path: 'a.yaml', text: placed + idle }
    const problem = problemsOf(file.text).find(({ code }) => code === 'override-equals-template')!
    expect(problem.isFixable).toBe(true)
    const range = problem.at!
    const { fixes } = languageOf(file).answers
    const asked = { version: 1, path: 'a.yaml' }
    const [one] = fixes({ ...asked, range, problem })!
    const [here] = fixes({ ...asked, range })!
    const [all] = fixes(asked)!
    for (const fix of [one, here, all]) {
      expect(changed([file], fix!.change).get('a.yaml')).toBe(placed)
    }
    expect(one!.title).toBe(problem.hint)
    expect(fixes({ ...asked, range, problem: { code: 'other', message: '' } })).toStrictEqual([])
    expect(fixes({ ...asked, range: { from: 0, to: 0 } })).toStrictEqual([])
  })

  it('are said to be there where there are some', () => {
    const text = `${placed}${idle}    - name: nowhere\n---\n${configMapYaml('other/a')}`
    const { answers } = languageOf({ path: 'a.yaml', text })
    const problems = problemsOf(text)
    expect(problems.map(({ isFixable }) => isFixable)).toEqual(expect.arrayContaining([true, false]))
    for (const { code, message, isFixable, at } of problems) {
      const range = { from: at?.from ?? 0, to: at?.to ?? 0 }
      const found = answers.fixes({ version: 1, path: 'a.yaml', range, problem: { code, message } })
      expect([code, (found ?? []).length > 0]).toStrictEqual([code, isFixable])
    }
  })
})
