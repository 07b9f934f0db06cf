import { describe, expect, it } from 'vitest'
import { clusterYaml, namespaceYaml } from '../helpers/kubefed-yaml.ts'
import { createTestRepository, type TestRepository } from '../helpers/test-repository.ts'

const fleet = clusterYaml('east') + clusterYaml('west') + namespaceYaml('shop')

const web = (overrides: string, placement = '{clusters: [{name: east}]}'): string =>
  `apiVersion: types.kubefed.io/v1beta1
kind: FederatedConfigMap
metadata: {name: web, namespace: shop}
spec:
  template: {data: {a: "1", b: "2"}}
  placement: ${placement}
${overrides}`

const rules = (text: string, names = 'web'): string => `apiVersion: fedrender.dev/v1alpha1
kind: ClusterOverride
metadata: {name: rules, namespace: shop}
spec:
  target: {type: configmaps, names: [${names}]}
  rules:
${text}`

interface Fixed {
  readonly repository: TestRepository
  readonly stderr: string
  readonly exitCode: number
  /** The sources, without the fleet. */
  readonly after: string
}

/** What --fix makes of sources; the rendered bytes stay. */
function fix(...sources: readonly string[]): Fixed {
  const files = { 'fleet.yaml': fleet, 'shop.yaml': sources.join('---\n') }
  const repository = createTestRepository(files)
  const isRendered = repository.run('render').exitCode === 0
  const before = repository.rendered()
  const { exitCode, stderr } = repository.run('validate', '--fix')
  if (isRendered) {
    expect(repository.run('render').exitCode).toBe(0)
    expect(repository.rendered()).toStrictEqual(before)
  }
  return { repository, exitCode, stderr, after: String(repository.host.dump('/repo')['shop.yaml'] ?? '') }
}

describe('validate --fix takes out what has no effect', () => {
  it.each([
    [
      'a value of the template, and the list that is empty then',
      '  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - path: /data/a\n      value: "1"\n',
      '',
    ],
    [
      'one operation of several',
      '  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - path: /data/a\n      value: "1"\n    - path: /data/b\n      value: "3"\n',
      '  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - path: /data/b\n      value: "3"\n',
    ],
    [
      'what a later one covers, between brackets',
      '  overrides: [{clusterName: east, clusterOverrides: [{path: /data/a, value: "4"}, {path: /data, value: {}}]}]\n',
      '  overrides: [{clusterName: east, clusterOverrides: [{path: /data, value: {}}]}]\n',
    ],
    [
      'clusters that are not placed, and those that nobody knows',
      '  overrides:\n  - clusterName: west\n    clusterOverrides: [{path: /data/a, value: "3"}]\n  - clusterName: antarctica\n    clusterOverrides: [{path: /data/a, value: "3"}]\n  - clusterName: east\n    clusterOverrides: [{path: /data/a, value: "3"}]\n',
      '  overrides:\n  - clusterName: east\n    clusterOverrides: [{path: /data/a, value: "3"}]\n',
    ],
    [
      'a removal of what was never there',
      '  overrides:\n  - clusterName: east\n    clusterOverrides: [{op: remove, path: /data/something}, {path: /data/a, value: "3"}]\n',
      '  overrides:\n  - clusterName: east\n    clusterOverrides: [{path: /data/a, value: "3"}]\n',
    ],
  ])('%s', (_, overrides, left) => {
    const { after, exitCode } = fix(web(overrides))
    expect([exitCode, after]).toStrictEqual([0, web(left)])
  })

  it.each([
    [
      'rules that select no cluster',
      '  - {clusterSelector: {matchLabels: {no: where}}, overrides: [{path: /data/a, value: "3"}]}\n  - {clusterSelector: {}, overrides: [{path: /data/a, value: "3"}]}\n',
      '  - {clusterSelector: {}, overrides: [{path: /data/a, value: "3"}]}\n',
    ],
    [
      'rules for clusters that nobody knows',
      '  - {clusters: [antarctica], overrides: [{path: /data/a, value: "3"}]}\n  - {clusters: [antarctica, east], overrides: [{path: /data/a, value: "3"}]}\n',
      '  - {clusters: [east], overrides: [{path: /data/a, value: "3"}]}\n',
    ],
    [
      'operations that a later rule covers, until nothing remains',
      '  - {clusterSelector: {}, overrides: [{path: /data/a, value: "3"}, {path: /data/b, value: "3"}]}\n  - {clusterSelector: {}, overrides: [{path: /data/a, value: "4"}]}\n  - {clusterSelector: {}, overrides: [{path: /data/a, value: "5"}]}\n',
      '  - {clusterSelector: {}, overrides: [{path: /data/b, value: "3"}]}\n  - {clusterSelector: {}, overrides: [{path: /data/a, value: "5"}]}\n',
    ],
  ])('%s', (_, text, left) => {
    expect(fix(web(''), rules(text)).after).toBe([web(''), rules(left)].join('---\n'))
  })

  it('names of targets, and the ClusterOverride where no rule or no target is left', () => {
    const rule = '  - {clusterSelector: {}, overrides: [{path: /data/a, value: "3"}]}\n'
    expect(fix(web(''), rules(rule, 'web, something')).after).toBe([web(''), rules(rule)].join('---\n'))
    expect(fix(web(''), rules(rule, 'something')).after).toBe(web(''))
    expect(fix(web(''), rules(rule.replace('"3"', '"1"'))).after).toBe(web(''))
  })

  it('but nothing that may be a slip of the pen, or that labels may place', () => {
    const typo = web('  overrides: [{clusterName: eats, clusterOverrides: [{path: /data/a, value: "3"}]}]\n')
    expect(fix(typo).after).toBe(typo)
    const unplaced = web(
      '  overrides: [{clusterName: west, clusterOverrides: [{path: /data/a, value: "3"}]}]\n',
      '{clusterSelector: {matchLabels: {no: where}}}',
    )
    expect(fix(unplaced).after).toBe(unplaced)
  })

  it('nothing with a comment, which it names, and all that has none', () => {
    const overrides =
      '  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - path: /data/a # why\n      value: "1"\n    - path: /data/b\n      value: "2"\n'
    const { after, stderr, exitCode } = fix(web(overrides))
    expect(after).toBe(
      web(
        '  overrides:\n  - clusterName: east\n    clusterOverrides:\n    - path: /data/a # why\n      value: "1"\n',
      ),
    )
    expect([exitCode, stderr]).toStrictEqual([2, expect.stringContaining('1 fault fixed')])
  })

  it('nothing where an error may be why it has no effect', () => {
    const broken = web('').replace('kind: FederatedConfigMap', 'kind: FederatedConfigMap\nnone: 1')
    const text = rules(
      '  - {clusterSelector: {}, overrides: [{path: /data/a, value: "3"}]}\n',
      'web, something',
    )
    const sources = [broken, text]
    const { after } = fix(...sources, web('  overrides: 5\n').replace('name: web', 'name: other'))
    expect(after).toContain('something')
  })
})
