import { describe, expect, it } from 'vitest'
import { createEntryFinder } from '../../../../src/diagnostics/locate.ts'
import type { Cause } from '../../../../src/model/fleet-diff.ts'
import type { Manifest } from '../../../../src/model/manifest.ts'
import { findCausesBetween } from '../../../../src/app/compare/find-causes.ts'
import { causesOfChanges, eachCauseOnce } from '../../../../src/views/fleet-diff/causes/each-cause-once.ts'
import { eachLineOnce } from '../../../../src/views/fleet-diff/causes/each-line-once.ts'
import { compileTexts, diffCompiled, linesOfCause } from '../../../helpers/diff-repositories.ts'
import { clusterYaml, federatedYaml, namespaceYaml } from '../../../helpers/kubefed-yaml.ts'

/** A file that counts how often its text is asked for: once for each time that a document of it is parsed. */
function countingFile(text: string) {
  const reads = { count: 0 }
  const file = {
    path: 'a.yaml',
    get text() {
      reads.count += 1
      return text
    },
  }
  return { file, reads }
}

describe('the entries of a manifest', () => {
  const text = 'items:\n- {a: 1, b: 2}\n- {a: 3, b: 4}\n'

  it('are all found by one parse of a document, which is kept for the next item of a list alone', () => {
    for (const [items, parses] of [
      [['/items/0', '/items/1', '/items/0'], 1],
      [['', '', ''], 3],
    ] as const) {
      const { file, reads } = countingFile(text)
      const find = createEntryFinder()
      for (const item of items) {
        const manifest: Manifest = { file, start: 0, end: text.length, item, value: {} }
        const pointers = item === '' ? ['/items/0/a', '/items/1/b'] : ['/a', '/b']
        const found = find(manifest, pointers).map(({ start, end }) => text.slice(start, end))
        expect(found).toStrictEqual(item === '/items/1' ? ['a: 3', 'b: 4'] : ['a: 1', found[1]])
      }
      expect(reads.count).toBe(parses)
    }
  })
})

describe('causes', () => {
  const [first, second] = ['a.yaml', 'b.yaml'].map((path) => ({ path, text: 'one\ntwo\nthree\nfour\n' }))
  const cause = (side: Cause['side'], file: typeof first, start: number, end: number): Cause => ({
    side,
    at: { file: file ?? { path: '', text: '' }, start, end },
  })

  it('are in the order of file, line and side, and of those in the very same lines only the first is left', () => {
    const causes = [
      cause('head', second, 0, 3),
      cause('head', first, 4, 7),
      cause('base', first, 4, 5),
      cause('head', first, 5, 6),
      cause('head', first, 4, 9),
      cause('base', first, 0, 3),
      cause('base', first, 4, 7),
      cause('head', first, 6, 10),
    ]
    const expected = [causes[5], causes[2], causes[1], causes[4], causes[0]]
    expect(eachLineOnce(causes)).toStrictEqual(expected)
    expect(eachLineOnce(expected.flatMap((each) => each ?? []))).toStrictEqual(expected)
    expect(eachLineOnce([])).toStrictEqual([])
  })

  it('are one where side, file and offsets are the same, however large the offsets', () => {
    const large = 2 ** 26
    const causes = [
      cause('head', first, 0, 5),
      cause('base', first, 0, 5),
      cause('head', second, 0, 5),
      cause('head', first, 5, 0),
      cause('head', first, 1, 0),
      cause('head', first, 0, large),
      cause('head', first, 1, large),
    ]
    expect(eachCauseOnce(causes)).toBe(causes)
    expect(eachCauseOnce([...causes, ...causes])).toStrictEqual(causes)
  })
})

describe('changes that no difference is relevant to', () => {
  const texts = (value: string) => ({
    'clusters.yaml': clusterYaml('a') + clusterYaml('b'),
    'shop.yaml':
      namespaceYaml('shop') +
      federatedYaml('ConfigMap', 'shop/a', `template: {data: {k: ${value}}}`) +
      federatedYaml('ConfigMap', 'shop/b', 'template: {data: {k: v}}'),
  })
  const [base, head] = [compileTexts(texts('x')), compileTexts(texts('y'))]
  if (!base || !head) throw new Error('the repositories compile')
  const find = findCausesBetween(base, head)
  const causesIn = (name: string, cluster: string) => {
    const object = head.fleet.objects.find((each) => each.name === name && each.kind === 'ConfigMap')
    if (object === undefined) throw new Error('the fleet has the object')
    const fields = [{ field: '/other', basePointer: '/other', headPointer: '/other' }]
    return find({ kind: 'changed', object, clusters: [cluster], fields })
  }

  it.each(['a', 'b'])('share one list of what differs in the sources of %s, or at all', (name) => {
    expect(causesIn(name, 'a')).toHaveLength(2)
    expect(causesIn(name, 'b')).toBe(causesIn(name, 'a'))
  })

  it('have one list together, each cause once', () => {
    const causes = causesIn('a', 'a')
    expect(causesOfChanges([{ causes }, { causes }])).toBe(causes)
    expect(causesOfChanges([{ causes }, { causes: [...causes] }])).toStrictEqual(causes)
    const twice = [...causes, ...causes]
    expect(causesOfChanges([{ causes: twice }])).toStrictEqual(causes)
    expect(causesOfChanges([{ causes: twice }])).toBe(causesOfChanges([{ causes: twice }]))
  })
})

describe('what an object becomes in each of many clusters by itself', () => {
  const names = Array.from({ length: 30 }, (_, index) => `c${String(index).padStart(2, '0')}`)
  const texts = (value: string) => ({
    'clusters.yaml': names.map((name) => clusterYaml(name)).join(''),
    'shop.yaml':
      namespaceYaml('shop') +
      federatedYaml(
        'ConfigMap',
        'shop/a',
        `template: {data: {k: v}}, overrides: [\n${names
          .map(
            (name) =>
              `  {clusterName: ${name}, clusterOverrides: [{path: /data/k, value: ${value}-${name}}]},\n`,
          )
          .join('')}  ]`,
      ),
  })

  it('has the lines of its own overrides for causes, and of no other', () => {
    const [base, head] = [compileTexts(texts('x')), compileTexts(texts('y'))]
    if (!base || !head) throw new Error('the repositories compile')
    const { changes } = diffCompiled(base, head)
    expect(changes).toHaveLength(names.length)
    for (const { clusters, causes } of changes) {
      const lines = causes.map(({ side, at }) => {
        const { line } = linesOfCause({ side, at })
        return `${side} ${texts('x')['shop.yaml'].split('\n')[line - 1] ?? ''}`
      })
      expect(clusters).toHaveLength(1)
      expect(lines).toStrictEqual([
        expect.stringMatching(`^base .*clusterName: ${clusters[0]},`),
        expect.stringMatching(`^head .*clusterName: ${clusters[0]},`),
      ])
    }
  })

  it('shares one list of lines among the fields that one anchor changes', () => {
    const aliased = (value: string) => ({
      'clusters.yaml': clusterYaml('c00'),
      'shop.yaml':
        namespaceYaml('shop') +
        federatedYaml(
          'ConfigMap',
          'shop/a',
          `template: {data: {a: &a ${value}, b: &b z,\n c: *${value === 'x' ? 'a' : 'b'}, d: *a, e: *a}}`,
        ),
    })
    const [base, head] = [compileTexts(aliased('x')), compileTexts(aliased('y'))]
    if (!base || !head) throw new Error('the repositories compile')
    const [change] = diffCompiled(base, head).changes
    expect(change?.fields.map(({ field }) => field)).toStrictEqual([
      '/data/a',
      '/data/c',
      '/data/d',
      '/data/e',
    ])
    const places = (change?.causes ?? [])
      .map(linesOfCause)
      .map(({ side, line, endLine }) => [side, line, endLine])
    expect(new Set(places.map(String)).size).toBe(places.length)
    expect(places.length).toBeGreaterThan(0)
  })
})
