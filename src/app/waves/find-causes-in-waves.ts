import { passesWaves } from '../../kubefed/managed-label.ts'
import type { Cause } from '../../model/fleet-diff.ts'
import type { HeldCommit } from '../../model/wave.ts'
import { targetPath } from '../../output/layout.ts'
import { groupBy } from '../../text/group-by.ts'
import type { FindCauses } from '../../views/fleet-diff/causes/create-cause-finder.ts'
import { eachLineOnce } from '../../views/fleet-diff/causes/each-line-once.ts'
import type { CompiledFiles } from '../compare/compiled-files.ts'

/** What a cluster gets of an object, and the line of the ledger that says so. */
interface WaveSource {
  /** What is rendered, or the files of a commit. */
  readonly files: CompiledFiles
  readonly held?: HeldCommit
  readonly line?: HeldCommit['at'][number]
}

/**
 * Finds the causes of changes where waves are held: for each cluster between the commits whose sources it gets on the two
 * sides, with the lines of the ledger where these are others. What both sides get of one commit, only what is rendered
 * can have changed.
 */
export function findCausesInWaves(
  base: CompiledFiles,
  head: CompiledFiles,
  findBetween: (base: CompiledFiles, head: CompiledFiles) => FindCauses,
): FindCauses {
  const [sourceBefore, sourceAfter] = [createSourceLookup(base), createSourceLookup(head)]
  const finders = new Map<string, FindCauses>()
  const finderOf = (key: string, before: CompiledFiles, after: CompiledFiles): FindCauses => {
    const finder = finders.get(key) ?? findBetween(before, after)
    finders.set(key, finder)
    return finder
  }
  return (change) => {
    const clusters = change.clusters.length === 0 ? [''] : change.clusters
    const pairs = clusters.map((cluster) => {
      const before = sourceBefore(change.object.path, cluster)
      const after = sourceAfter(change.object.path, cluster)
      return { cluster, before, after, key: [before, after].map(({ held }) => held?.commit ?? '').join(' ') }
    })
    const causes = [...groupBy(pairs, ({ key }) => key)].flatMap(([key, ofKey]): readonly Cause[] => {
      const [first] = ofKey
      if (first === undefined) return []
      const part = {
        ...change,
        clusters: change.clusters.length === 0 ? [] : ofKey.map(({ cluster }) => cluster),
      }
      const found = finderOf(key, first.before.files, first.after.files)(part)
      if (first.before.held?.commit !== first.after.held?.commit) return ofKey.flatMap(linesOf).concat(found)
      return found.length > 0 ? found : finderOf(' ', base, head)(part)
    })
    return eachLineOnce([...new Map(causes.map((each) => [each.at, each])).values()])
  }
}

function linesOf({
  before,
  after,
}: {
  readonly before: WaveSource
  readonly after: WaveSource
}): readonly Cause[] {
  return [
    ...(before.line ? [{ side: 'base' as const, at: before.line }] : []),
    ...(after.line ? [{ side: 'head' as const, at: after.line }] : []),
  ]
}

/** Gives what a cluster gets of the object at a path. */
function createSourceLookup(side: CompiledFiles): (path: string, cluster: string) => WaveSource {
  const { plan, held: commits = [] } = side.result
  const rendered: WaveSource = { files: side }
  const byCommit = new Map(
    commits.map(({ held, sources, plan: ofCommit, files, observed, configFile }) => [
      held.commit,
      { result: { sources, plan: ofCommit }, files, observed, ...(configFile && { config: configFile }) },
    ]),
  )
  const byCluster = new Map(
    (plan.waves ?? []).flatMap(({ name, held, clusters, newer }) => {
      const files = held && byCommit.get(held.commit)
      const line = held?.at[held.waves.indexOf(name)]
      if (held === undefined || files === undefined) return []
      const source: WaveSource = { files, held, ...(line && { line }) }
      return clusters
        .filter((each) => !newer.includes(each))
        .map((each): [string, WaveSource] => [each, source])
    }),
  )
  const passing = new Set(
    plan.objects
      .filter(({ federatedObject }) => passesWaves(federatedObject.manifest))
      .map(({ federatedObject }) => targetPath(federatedObject)),
  )
  return (path, cluster) => (passing.has(path) ? rendered : (byCluster.get(cluster) ?? rendered))
}
