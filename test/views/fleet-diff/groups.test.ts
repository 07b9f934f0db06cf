import { describe, expect, it } from 'vitest'
import type { Cause, Risk } from '../../../src/model/fleet-diff.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { groupByCause } from '../../../src/views/fleet-diff/causes/cause-groups.ts'
import { fleetDiff } from '../../../src/views/fleet-diff/fleet-diff.ts'
import { foldChanges } from '../../../src/views/fleet-diff/fold-changes.ts'
import { formatMarkdown } from '../../../src/views/fleet-diff/format/markdown.ts'
import { formatText } from '../../../src/views/fleet-diff/format/text.ts'
import { countRisks, groupRisks } from '../../../src/views/fleet-diff/risk-groups.ts'
import { fleetClusters, fleetObject, fleetOf } from '../../helpers/fleets.ts'
import { configMap } from './format/sample-diff.ts'

const clusters = fleetClusters(['c1', 'c2'])
const file = { path: 'fleet/web.yaml', text: 'a\nb\nc\n' }
const cause = (line: number): Cause => ({
  side: 'head',
  at: { file, start: 2 * line - 2, end: 2 * line - 1 },
})
const level = (name: string) => (name < 'c' ? 'critical' : 'medium')

function diffOf(names: readonly string[], causesOf: (name: string) => readonly Cause[]) {
  const side = (value: string) =>
    fleetOf(
      clusters,
      names.map((name) => fleetObject('configmaps', [[['c1'], configMap(name, `${name} ${value}`)]])),
    )
  return fleetDiff(side('1'), side('2'), {
    causesOf: ({ object }) => causesOf(object.name),
    risksOf: ({ object: { name } }) => [{ rule: 'r', level: level(name), reason: `${name} changes.` }],
  })
}

describe('items of a diff', () => {
  const diff = diffOf(['a', 'b', 'c'], (name) => [cause(name === 'b' ? 2 : 1)])

  it('are together where the same lines made them', () => {
    const groups = groupByCause(foldChanges(diff.changes))
    const names = groups.map(({ items }) => items.map((item) => 'object' in item && item.object.object.name))
    expect(names).toStrictEqual([['a', 'c'], ['b']])
  })

  it('are below their lines in text and in the comment, which names these once', () => {
    expect(formatText(diff, false)).toMatch(
      /^from fleet\/web\.yaml:1\n\n {2}configmaps shop\/a\n[^]*\n\n {2}configmaps shop\/c\n/,
    )
    const comment = formatMarkdown(diff)
    expect(comment).toContain('\n- From `fleet/web.yaml:1`:\n  - `configmaps shop/a` changed in `c1`\n')
    expect(comment).toContain('\n  - `configmaps shop/c` changed in `c1`\n')
    expect(comment).toContain('\n- `configmaps shop/b` changed in `c1`, from `fleet/web.yaml:2`\n')
    expect(comment.split('web.yaml:1').length).toBe(2)
  })
})

describe('risks', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const diff = diffOf(names, () => [])

  it('are one where five or more of one rule are in the same clusters, the most serious first', () => {
    const groups = groupRisks(diff).map(
      ({ risk, changes }) => `${risk.level} ${risk.reason} ${changes.length}`,
    )
    expect(groups).toStrictEqual(['critical a changes. 1', 'critical b changes. 1', 'medium c changes. 5'])
  })

  it('are counted by level, and head the comment', () => {
    expect([...countRisks(diff)]).toStrictEqual([
      ['critical', 2],
      ['medium', 5],
    ])
    expect(formatMarkdown(diff)).toContain(
      '**fedrender diff** 2 critical, 5 medium · 7 edits · 7 objects changed · 1 of 2 clusters\n',
    )
    expect(formatMarkdown(diff)).toContain(
      '\n- **medium** `5 configmaps in namespace shop` in `c1`: `c changes. And 4 more like it.`\n',
    )
  })
})

it('a comment that is cut keeps the risks, the most serious first, before the names of objects', () => {
  const names = Array.from({ length: 400 }, (_, index) => `object-${index}`)
  const comment = formatMarkdown(
    diffOf(['a', ...names], () => []),
    { maxBytes: 2000 },
  )
  expect(comment).toContain('`a changes.`')
  expect(comment).toMatch(/without .*the names of \d+ objects/)
})

describe('new objects that are folded into one', () => {
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }
  const binding = (name: string): JsonObject => ({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name, namespace: 'shop' },
    roleRef,
    subjects: [{ kind: 'ServiceAccount', name, namespace: 'kube-system' }],
  })
  const pod = (name: string): JsonObject => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop' },
    spec: {
      hostPID: true,
      volumes: [{ name: 'root', hostPath: { path: '/' } }],
      containers: [{ name: 'a', image: 'a:1', securityContext: { privileged: true } }],
    },
  })
  const commentOf = (type: string, objects: readonly JsonObject[]): string => {
    const head = fleetOf(
      clusters,
      objects.map((each) => fleetObject(type, [[['c1'], each]])),
    )
    const risksOf = ({ object: { name } }: { object: { name: string } }): readonly Risk[] => [
      { rule: 'r', level: 'critical', reason: `${name} comes.` },
    ]
    return formatMarkdown(fleetDiff(fleetOf(clusters, []), head, { risksOf }))
  }
  const names = ['a', 'b', 'c', 'd', 'e', 'f']

  it('show to whom they give a role, and what they have of a node', () => {
    expect(commentOf('rolebindings.rbac.authorization.k8s.io', names.map(binding))).toContain(
      'shop/f: ClusterRole cluster-admin, ServiceAccount kube-system/f, f comes.\n',
    )
    expect(commentOf('pods', names.map(pod))).toContain(
      'pods shop/f: image a:1, privileged, hostPID, hostPath /, f comes.\n',
    )
  })

  it('show the reason of each risk, however many they are', () => {
    const many = Array.from({ length: 80 }, (_, index) => `x${index}`)
    const comment = commentOf(
      'configmaps',
      many.map((name) => configMap(name, 'x')),
    )
    for (const name of many) expect(comment).toContain(`configmaps shop/${name}: ${name} comes.\n`)
  })
})
