import { describe, expect, it } from 'vitest'
import { applyChangeSet } from '../../src/host/output/apply-change-set.ts'
import { emptyListing } from '../../src/host/output/output-listing.ts'
import { computeChangeSet } from '../../src/host/output/compute-change-set.ts'
import { guardPrune } from '../../src/output/guard-prune.ts'
import { judgePrune } from '../../src/output/judge-prune.ts'
import { openOutput } from '../../src/host/output/output.ts'
import type { PreviousOutput } from '../../src/host/previous/previous-output.ts'
import type { ChangeSet, PruneJudgement } from '../../src/model/change-set.ts'
import type { HeldRule } from '../../src/model/file-tree.ts'
import { fileTree, rendered } from '../helpers/file-tree.ts'
import { createMemoryHost, type MemoryHost } from '../helpers/memory-host.ts'

const out = '/repo/rendered'
const limits = { maxClusters: 0.5, maxFraction: 0.3 }

type Files = Readonly<Record<string, string>>

/** The files of a fleet: each path below the cluster's directory in each of the clusters `c1`, `c2`, … */
function fleet(clusters: number, paths: readonly string[], content = 'x'): Record<string, string> {
  const files: Record<string, string> = {}
  for (let index = 1; index <= clusters; index += 1) {
    for (const path of paths) files[`clusters/c${index}/${path}`] = content
  }
  return files
}

function without(files: Files, pattern: RegExp): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !pattern.test(path)))
}

function publish(files: Files): MemoryHost {
  const host = createMemoryHost({ '/repo/': '' })
  for (const [path, content] of Object.entries(files)) host.put(`${out}/${path}`, rendered(content))
  return host
}

interface Run {
  readonly changes: ChangeSet
  readonly judgement: PruneJudgement
  readonly refused: boolean
}

/** Renders as the command does: compares, judges, and writes unless the guard refuses. */
function render(
  host: MemoryHost,
  files: Files,
  options: {
    readonly clusters?: number
    readonly approved?: readonly string[]
    readonly held?: readonly HeldRule[]
    readonly previous?: PreviousOutput
  } = {},
): Run {
  const tree = fileTree(files, { scope: ['clusters/', 'dns/'], held: options.held ?? [] })
  const output = openOutput(host, { root: '/repo', directory: out })[0]!
  const [changes] = computeChangeSet(output, tree, options.previous)
  const judgement = judgePrune(changes, { clusters: options.clusters ?? 3, limits })
  const refused = guardPrune(changes, judgement, options.approved ?? []).length > 0
  if (!refused) expect(applyChangeSet(output, changes, tree, options.previous)).toEqual([])
  return { changes, judgement, refused }
}

const many = Array.from({ length: 40 }, (_, index) => `shop/configmaps/m${index}.yaml`)

it('refuses to prune a cluster’s whole directory', () => {
  const files = fleet(3, many)
  const { judgement, refused } = render(publish(files), without(files, /clusters\/c2\//))
  expect(refused).toBe(true)
  expect(judgement.reasons).toEqual([{ kind: 'cluster', cluster: 'c2', files: 40 }])
})

describe('a file whose object only has another path than an earlier release gave it', () => {
  const old = fleet(6, ['shop/configmaps/cloudbuild.yaml', '_cluster/clusterroles/Chart.yaml'])
  const now = fleet(6, ['shop/configmaps/%63loudbuild.yaml', '_cluster/clusterroles/%43hart.yaml'])

  it('is pruned beside the new one, and is no deletion', () => {
    const host = publish(old)
    const { changes, judgement, refused } = render(host, now, { clusters: 6 })
    expect([changes.added.length, changes.pruned.length]).toEqual([12, 12])
    expect(changes.pruned[0]?.movedTo).toBe('clusters/c1/_cluster/clusterroles/%43hart.yaml')
    expect(judgement).toEqual({ digest: '', reasons: [] })
    expect(refused).toBe(false)
    expect(host.kindOf(`${out}/clusters/c1/shop/configmaps/cloudbuild.yaml`)).toBe('absent')
    expect(host.kindOf(`${out}/clusters/c1/shop/configmaps/%63loudbuild.yaml`)).toBe('file')
  })

  it('is a deletion where the object goes', () => {
    const { judgement, refused } = render(publish(old), without(now, /hart/), { clusters: 6 })
    expect(refused).toBe(true)
    expect(judgement.reasons).toMatchObject([
      { kind: 'object', object: 'clusterroles %43hart', clusters: ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'] },
    ])
  })

  it('counts in the cluster whose directory is written otherwise now', () => {
    const files = fleet(1, many)
    const zip = (to: string): Files =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace('c1', to), text]))
    const { judgement } = render(publish(zip('east.zip')), without(zip('east%2Ezip'), /m0\.yaml/))
    expect(judgement.reasons).toEqual([])
    const most = without(zip('east%2Ezip'), /m[123]/)
    expect(render(publish(zip('east.zip')), most).judgement.reasons).toEqual([
      { kind: 'fraction', folder: 'clusters/east%2Ezip', pruned: 33, files: 40 },
    ])
  })

  it('is held where its object is', () => {
    const held: readonly HeldRule[] = [
      { reason: 'object-in-error', file: 'shop/configmaps/%63loudbuild.yaml' },
    ]
    const { changes, judgement } = render(publish(old), without(now, /cloudbuild|loudbuild/), {
      clusters: 6,
      held,
    })
    expect(changes.held).toHaveLength(6)
    expect(changes.held.every(({ path }) => path.endsWith('/%63loudbuild.yaml'))).toBe(true)
    expect(changes.pruned.every(({ movedTo }) => movedTo !== undefined)).toBe(true)
    expect(judgement.reasons).toStrictEqual([])
  })
})

it('counts a cluster with one file, and not one that keeps a held file', () => {
  const files = fleet(1, ['shop/configmaps/a.yaml', 'shop/secrets/b.yaml'])
  expect(render(publish(files), {}).judgement.reasons).toContainEqual({
    kind: 'cluster',
    cluster: 'c1',
    files: 2,
  })
  const held: readonly HeldRule[] = [{ reason: 'propagation-disabled', typeDirectory: 'secrets' }]
  expect(render(publish(files), {}, { held })).toMatchObject({ refused: false, judgement: { reasons: [] } })
})

it('refuses to prune a namespace from every cluster that has it, and lets it leave some', () => {
  const files = { ...fleet(3, many), ...fleet(2, ['pay/configmaps/a.yaml']) }
  expect(render(publish(files), without(files, /\/pay\//)).judgement.reasons).toEqual([
    { kind: 'namespace', namespace: 'pay', clusters: ['c1', 'c2'] },
  ])
  expect(render(publish(files), without(files, /c1\/pay\//)).refused).toBe(false)
})

it('does not take the directory of cluster-scoped objects for a namespace', () => {
  const files = {
    ...fleet(3, many),
    'clusters/c1/_cluster/clusterroles.rbac.authorization.k8s.io/x.yaml': 'x',
  }
  expect(render(publish(files), fleet(3, many)).judgement.reasons).toEqual([])
})

it.each([
  [10, 5, false],
  [10, 6, true],
  [8, 4, false],
  [8, 5, true],
  [4, 4, false],
  [6, 5, true],
  [5, 5, true],
])('of %i clusters, one object leaves %i: refused is %s', (clusters, leaving, refused) => {
  const files = fleet(clusters, [...many, 'shop/deployments.apps/web.yaml'])
  const leavers = Array.from({ length: leaving }, (_, index) => `c${index + 1}`).join('|')
  const rest = without(files, new RegExp(`clusters/(${leavers})/shop/deployments`))
  const run = render(publish(files), rest, { clusters })
  expect(run.refused).toBe(refused)
  expect(run.judgement.reasons).toEqual(
    refused
      ? [
          {
            kind: 'object',
            object: 'deployments.apps shop/web',
            clusters: leavers.split('|').sort(),
          },
        ]
      : [],
  )
})

describe('of a part of the fleet', () => {
  const web = 'shop/deployments.apps/web.yaml'

  /** Judges what a run of one cluster of many would prune, where the whole fleet is to hold `rest`. */
  function judgePart(count: number, rest: Files, paths = [...many, web]): PruneJudgement {
    const output = openOutput(publish(fleet(count, paths)), { root: '/repo', directory: out })[0]!
    const ofPart = without(rest, /clusters\/c(?!1\/)/)
    const [part] = computeChangeSet(output, fileTree(ofPart, { scope: ['clusters/c1/'], held: [] }))
    const [changes] = computeChangeSet(output, fileTree(rest, { scope: ['clusters/', 'dns/'], held: [] }))
    return judgePrune(part, { clusters: 1, limits, whole: { changes, clusters: count } })
  }

  it('one object is judged by all the clusters that it leaves', () => {
    expect(judgePart(10, without(fleet(10, [...many, web]), /web/)).reasons).toEqual([
      { kind: 'object', object: 'deployments.apps shop/web', clusters: expect.arrayContaining(['c1', 'c9']) },
    ])
    expect(judgePart(10, without(fleet(10, [...many, web]), /c[1-5]\/.*web/)).reasons).toEqual([])
  })

  it('a namespace is judged by all the clusters that hold it', () => {
    const paths = [...many, 'pay/configmaps/a.yaml']
    expect(judgePart(4, without(fleet(4, paths), /pay/), paths).reasons).toEqual([
      { kind: 'namespace', namespace: 'pay', clusters: ['c1', 'c2', 'c3', 'c4'] },
    ])
    expect(judgePart(4, without(fleet(4, paths), /c1\/pay/), paths).reasons).toEqual([])
  })

  it('what only other parts prune is no reason', () => {
    expect(judgePart(10, without(fleet(10, [...many, web]), /c(?!1\/)\d+\/.*web/))).toEqual({
      digest: '',
      reasons: [],
    })
  })

  it('the digest of the part and that of the whole approve it, and no other', () => {
    const rest = without(fleet(10, [...many, web]), /web/)
    const judgement = judgePart(10, rest)
    const host = publish(fleet(10, [...many, web]))
    const output = openOutput(host, { root: '/repo', directory: out })[0]!
    const [whole] = computeChangeSet(output, fileTree(rest, { scope: ['clusters/'], held: [] }))
    const { digest } = judgePrune(whole, { clusters: 10, limits })
    expect(judgement.digest).not.toBe(digest)
    for (const approved of [digest, judgement.digest]) {
      expect(guardPrune(whole, judgement, [approved])).toEqual([])
    }
    expect(guardPrune(whole, judgement, ['0123456789abcdef'])).toHaveLength(1)
  })
})

it('lets 29 % of a cluster’s files go, twice in a row', () => {
  const files = fleet(
    1,
    Array.from({ length: 100 }, (_, index) => `shop/configmaps/m${index}.yaml`),
  )
  const host = publish(files)
  const first = Object.fromEntries(Object.entries(files).slice(0, 71))
  expect(render(host, first)).toMatchObject({ refused: false, judgement: { reasons: [] } })
  const second = Object.fromEntries(Object.entries(first).slice(0, 71 - 20))
  expect(render(host, second)).toMatchObject({ refused: false, judgement: { reasons: [] } })
  expect(Object.keys(host.dump(out))).toHaveLength(51)
})

it.each([
  [100, 30, false],
  [100, 31, true],
  [110, 33, false],
  [10, 9, false],
  [11, 4, true],
  [11, 3, false],
])('of a cluster’s %i files, %i go: refused is %s', (count, pruned, refused) => {
  const paths = Array.from({ length: count }, (_, index) => `shop/configmaps/m${index}.yaml`)
  const files = fleet(1, paths)
  const run = render(publish(files), Object.fromEntries(Object.entries(files).slice(pruned)))
  expect(run.refused).toBe(refused)
  const folder = 'clusters/c1'
  expect(run.judgement.reasons).toEqual(refused ? [{ kind: 'fraction', folder, pruned, files: count }] : [])
})

it('counts what was there before the run, not what the run adds', () => {
  const files = fleet(1, many.slice(0, 20))
  const next = {
    ...fleet(1, many.slice(7, 20)),
    ...fleet(
      1,
      many.map((path) => path.replace('/m', '/n')),
    ),
  }
  expect(render(publish(files), next).judgement.reasons).toMatchObject([
    { kind: 'fraction', pruned: 7, files: 20 },
  ])
})

it('applies the fraction to a folder such as dns', () => {
  const dns = (count: number): Files =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`dns/shop/service-s${index}.yaml`, 'x']))
  expect(render(publish(dns(12)), dns(8)).judgement.reasons).toEqual([
    { kind: 'fraction', folder: 'dns', pruned: 4, files: 12 },
  ])
  expect(render(publish(dns(10)), {}).refused).toBe(false)
})

it.each([
  '_cluster/customresourcedefinitions.apiextensions.k8s.io/widgets.example.com.yaml',
  '_cluster/namespaces/shop.yaml',
  'shop/persistentvolumeclaims/data.yaml',
])('refuses to prune a single %s', (path) => {
  const files = { ...fleet(3, many), [`clusters/c1/${path}`]: 'x' }
  expect(render(publish(files), fleet(3, many)).judgement.reasons).toMatchObject([
    { kind: 'type', files: [`clusters/c1/${path}`] },
  ])
})

it('gives no digest and no reason where nothing is pruned', () => {
  const files = fleet(2, many)
  expect(render(publish(files), files).judgement).toEqual({ digest: '', reasons: [] })
})

it('lets exactly the approved set go, and refuses the digest of another set or of another content', () => {
  const files = { ...fleet(3, many), ...fleet(3, ['pay/configmaps/a.yaml', 'web/configmaps/a.yaml']) }
  const noPay = without(files, /\/pay\//)
  const noWeb = without(files, /\/web\//)
  const { digest } = render(publish(files), noPay).judgement
  expect(digest).toMatch(/^[0-9a-f]{16}$/)

  expect(render(publish(files), noWeb, { approved: [digest] }).refused).toBe(true)
  expect(render(publish(files), without(noPay, /\/web\//), { approved: [digest] }).refused).toBe(true)
  const edited = { ...files, 'clusters/c1/pay/configmaps/a.yaml': 'edited' }
  expect(render(publish(edited), noPay, { approved: [digest] }).refused).toBe(true)

  const host = publish(files)
  expect(render(host, noPay, { approved: ['0000000000000000', digest] }).refused).toBe(false)
  expect(Object.keys(host.dump(out)).sort()).toEqual(Object.keys(noPay).sort())
  // A digest left in the configuration approves nothing later.
  expect(render(host, without(noPay, /\/web\//), { approved: [digest] }).refused).toBe(true)
})

it('judges an empty checkout by the previous output, with the digest that a full checkout gives', () => {
  const files = fleet(3, many)
  const rest = without(files, /clusters\/c2\//)
  const previous: PreviousOutput = {
    listing: emptyListing,
    paths: Object.keys(files).sort(),
    read: (path) => Buffer.from(rendered(files[path]!)),
  }
  const full = render(publish(files), rest)
  const empty = render(publish({}), rest, { previous })
  expect(empty.refused).toBe(true)
  expect(empty.judgement).toEqual(full.judgement)
})

it('counts files that only the previous output holds as held before', () => {
  const files = fleet(1, many)
  const previous: PreviousOutput = {
    listing: emptyListing,
    paths: Object.keys(files).sort(),
    read: (path) => Buffer.from(rendered(files[path]!)),
  }
  const run = render(publish({}), fleet(1, many.slice(12)), { previous })
  expect(run.judgement.reasons).toEqual([])
})

it('prints the set folded over clusters, the reasons, the digest and the flag', () => {
  const files = {
    ...fleet(12, many),
    ...fleet(12, ['pay/configmaps/a.yaml', '_cluster/namespaces/pay.yaml']),
  }
  const { changes, judgement } = render(publish(files), fleet(12, many), { clusters: 12 })
  const [diagnostic] = guardPrune(changes, judgement, ['0123456789abcdef'])
  expect(diagnostic).toMatchObject({ code: 'prune-guard', severity: 'error' })
  const text = `${diagnostic!.message}\n${diagnostic!.hint!}`.replaceAll(judgement.digest, 'DIGEST')
  expect(text).toBe(`This run would prune 24 files (digest DIGEST), which needs approval:
  - namespace pay would vanish from every cluster that has it: c1, c10, c11, c12, c2, c3, c4, c5 and 4 more
  - configmaps pay/a would vanish from 12 clusters
  - namespaces pay would vanish from 12 clusters
  - 12 files of type namespaces would be deleted, and with each what it contains
It would prune:
  - configmaps pay/a in 12 clusters: c1, c10, c11, c12, c2, c3, c4, c5 and 4 more
  - namespaces pay in 12 clusters: c1, c10, c11, c12, c2, c3, c4, c5 and 4 more
The approved digest "0123456789abcdef" is that of another set.
If you mean to delete exactly these files, approve it with --approve-prune DIGEST, or with "approvePrune" in the configuration.`)
})

it('keeps the message within bounds, and escapes a name that would forge a line', () => {
  const paths = Array.from({ length: 200 }, (_, index) => `shop/configmaps/m${index}.yaml`)
  const files = { ...fleet(30, paths), 'clusters/c1/shop/secrets/x\n::error::y.yaml': 'x' }
  const { changes, judgement } = render(publish(files), {})
  const [diagnostic] = guardPrune(changes, judgement, [])
  expect(diagnostic!.message.split('\n').length).toBeLessThan(40)
  expect(diagnostic!.message).toContain('and 181 more')
  const few = render(publish({ 'clusters/c1/shop/secrets/x\n::error::y.yaml': 'x' }), {})
  expect(guardPrune(few.changes, few.judgement, [])[0]!.message).toContain(
    'secrets shop/x%0A::error::y in 1 cluster: c1',
  )
  const namespace = render(publish({ 'clusters/c1/shop\n::error::/secrets/y.yaml': 'x' }), {})
  expect(guardPrune(namespace.changes, namespace.judgement, [])[0]!.message).not.toContain('\n::error')
})

it('lists ten reasons and twenty objects in full, and of more says how many', () => {
  const reasonsOf = (count: number): string => {
    const paths = Array.from({ length: count }, (_, index) => `shop/persistentvolumeclaims/p${index}.yaml`)
    const namespaces = Array.from({ length: count }, (_, index) => `n${index}/configmaps/a.yaml`)
    const files = { ...fleet(1, many), ...fleet(1, count > 15 ? paths : namespaces) }
    const { changes, judgement } = render(publish(files), fleet(1, many))
    return guardPrune(changes, judgement, [])[0]!.message
  }
  expect(reasonsOf(10)).not.toContain('more')
  expect(reasonsOf(11)).toContain('  - and 1 more')
  // One reason: a type whose deletion takes data along.
  expect(reasonsOf(20)).not.toContain('more')
})

it('says of each reason what would go', () => {
  const messageOf = (files: Files, rest: Files): string => {
    const { changes, judgement } = render(publish(files), rest)
    return guardPrune(changes, judgement, [])[0]!.message
  }
  const kept = { 'clusters/c2/shop/configmaps/a.yaml': 'x' }
  expect(messageOf({ ...fleet(1, ['shop/configmaps/a.yaml']), ...kept }, kept)).toContain(
    '  - cluster c1 would lose its whole directory (1 file)\n',
  )
  expect(messageOf({ ...fleet(1, many), ...kept }, kept)).toContain(
    '  - cluster c1 would lose its whole directory (40 files)\n',
  )
  expect(messageOf(fleet(1, many), fleet(1, many.slice(20)))).toContain(
    '  - clusters/c1 would lose 20 of its 40 files\n',
  )
})

it('reports a large part of one folder beside the whole of another', () => {
  const files = fleet(2, many)
  const rest = without(files, /clusters\/(c1\/|c2\/shop\/configmaps\/m[12])/)
  expect(render(publish(files), rest).judgement.reasons).toMatchObject([
    { kind: 'cluster', cluster: 'c1' },
    { kind: 'fraction', folder: 'clusters/c2', pruned: 22, files: 40 },
  ])
})

it('gives its reasons sorted by name, whatever cluster shows them first', () => {
  const files = {
    ...fleet(2, many),
    'clusters/c1/pay-z/configmaps/a.yaml': 'x',
    'clusters/c2/pay-a/configmaps/a.yaml': 'x',
    'clusters/c2/pay-m/configmaps/a.yaml': 'x',
  }
  const { reasons } = render(publish(files), fleet(2, many)).judgement
  expect(reasons).toMatchObject([{ namespace: 'pay-a' }, { namespace: 'pay-m' }, { namespace: 'pay-z' }])
})
