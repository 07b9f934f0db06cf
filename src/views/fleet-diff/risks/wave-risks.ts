import type { Risk, RiskLevel } from '../../../model/fleet-diff.ts'
import { shortCommit, type HeldCommit, type Wave } from '../../../model/wave.ts'
import { groupBy } from '../../../text/group-by.ts'
import { listSome } from '../../../text/list-some.ts'
import { quote } from '../../../text/quote.ts'

/** The waves of two sides, in their orders. */
export interface ComparedWaves {
  readonly base: readonly Wave[]
  readonly head: readonly Wave[]
}

/** One kind of risk that a change of the ledger, or of the waves, brings. */
interface WaveRule {
  readonly name: string
  readonly level: RiskLevel
  /** When it is raised, for the reference: one sentence, Markdown. */
  readonly about: string
  readonly find: (waves: ComparedWaves) => readonly string[]
}

/** The rules about waves. */
export const waveRules: readonly WaveRule[] = [
  {
    name: 'wave-released',
    level: 'high',
    about:
      'A wave that is held at a commit in the base is held at none any more, so its clusters get every change at once.',
    find: ({ base, head }) =>
      base.flatMap(({ name, held }) => {
        const isHeld = head.some((each) => each.name === name && each.held !== undefined)
        return held === undefined || isHeld
          ? []
          : [
              `The wave ${quote(name)} was held at ${shortCommit(held.commit)} and gets every change at once now.`,
            ]
      }),
  },
  {
    name: 'wave-skipped',
    level: 'high',
    about:
      'A wave gets a commit that is later than what the wave before it has in the base, as by `promote --all`: no wave has tried it first.',
    find: ({ base, head }) =>
      head.flatMap(({ name, held }, index) => {
        const before = base.find((each) => each.name === name)?.held
        const previous = head[index - 1]
        const tried = base.find((each) => each.name === previous?.name)?.held
        if (held === undefined || tried === undefined || before?.commit === held.commit) return []
        if (!isLater(held, tried) || (before && !isLater(held, before))) return []
        return [
          `The wave ${quote(name)} gets ${shortCommit(held.commit)}, which ${quote(previous?.name ?? '')} has not had: it is held at ${shortCommit(tried.commit)} in the base.`,
        ]
      }),
  },
  {
    name: 'wave-left',
    level: 'high',
    about:
      'A cluster whose wave is held gets what is rendered, or a later commit, without a promotion: its label or the configuration puts it into another wave, or the commit of its wave does not have it.',
    find: ({ base, head }) => {
      const before = sourcesOf(base)
      const heldByName = new Set(head.flatMap(({ name, held }) => (held ? [name] : [])))
      const left = [...sourcesOf(head)].flatMap(([cluster, { wave, held }]) => {
        const was = before.get(cluster)
        // A wave that is released or promoted is reported as that.
        if (was?.held === undefined || !heldByName.has(was.wave) || (held && was.wave === wave)) return []
        return held && !isLater(held, was.held) ? [] : [{ cluster, was, gets: describe(held) }]
      })
      return [...groupBy(left, ({ was, gets }) => JSON.stringify([was.wave, gets])).values()].flatMap((of) =>
        of.slice(0, 1).map(({ was: { wave }, gets }) => {
          const clusters = of.map(({ cluster }) => cluster)
          return `${listSome(clusters, 5)} had the commit of the wave ${quote(wave)} in the base, and ${clusters.length === 1 ? 'gets' : 'get'} ${gets} without a promotion.`
        }),
      )
    },
  },
]

/** The wave that a cluster is in, and the commit that it gets, if it is not what is rendered. */
interface ClusterSource {
  readonly wave: string
  readonly held: HeldCommit | undefined
}

function sourcesOf(waves: readonly Wave[]): ReadonlyMap<string, ClusterSource> {
  return new Map(
    waves.flatMap(({ name: wave, clusters, newer, held }) => {
      const rendered = new Set(newer)
      return clusters.map((each): [string, ClusterSource] => [
        each,
        { wave, held: rendered.has(each) ? undefined : held },
      ])
    }),
  )
}

function describe(held: HeldCommit | undefined): string {
  return held === undefined ? 'every change at once' : shortCommit(held.commit)
}

/** Of two commits of one history the later has fewer commits to its tip. */
function isLater(left: HeldCommit, right: HeldCommit): boolean {
  return left.back < right.back
}

/** The risks of what a change does to the waves. */
export function waveRisks(waves: ComparedWaves): readonly Risk[] {
  return waveRules.flatMap(({ name, level, find }) =>
    find(waves).map((reason) => ({ rule: name, level, reason })),
  )
}
