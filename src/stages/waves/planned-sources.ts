import { stringifyJson } from '../../json/stringify.ts'
import { passesWaves } from '../../kubefed/managed-label.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import type { PlanPart, Wave } from '../../model/wave.ts'
import { compareText } from '../../text/compare-text.ts'
import { qualifiedName } from '../../text/qualified-name.ts'

/** What a commit makes of the objects, by their keys, and for which clusters. */
export interface PlannedSource {
  readonly part: PlanPart
  readonly byKey: ReadonlyMap<string, ObjectPlan>
}

/** Whether all clusters get what is rendered of an object: all commits make the same of it, or it passes the waves. */
export function isWhole(key: string, own: ObjectPlan, others: readonly PlannedSource[]): boolean {
  return passesWaves(own.federatedObject.manifest) || others.every(({ byKey }) => byKey.get(key) === own)
}

/** The waves, with what waits for their promotion. */
export function withWaiting(
  waves: readonly Wave[],
  head: PlannedSource,
  others: readonly PlannedSource[],
): readonly Wave[] {
  const differing = new Map(others.map((other) => [other.part.held, differencesOf(head, other)]))
  return waves.map((wave) => {
    const ofWave = differing.get(wave.held) ?? []
    const waiting = ofWave.filter(({ clusters }) => wave.clusters.some((each) => clusters.has(each)))
    return Object.assign({}, wave, { waiting: waiting.map(({ name }) => name).sort(compareText) })
  })
}

/** An object of which two commits make something else in some clusters. */
interface Difference {
  readonly name: string
  readonly clusters: ReadonlySet<string>
}

function differencesOf(head: PlannedSource, { part, byKey }: PlannedSource): readonly Difference[] {
  return [...new Set([...head.byKey.keys(), ...byKey.keys()])].flatMap((key) => {
    const [own, other] = [head.byKey.get(key), byKey.get(key)]
    const named = own ?? other
    if (named === undefined || own === other || (own && passesWaves(own.federatedObject.manifest))) return []
    const [now, before] = [own, other].map(textByCluster)
    const clusters = new Set(part.clusters.filter((each) => now?.get(each) !== before?.get(each)))
    const { federatedObject } = named
    return clusters.size === 0
      ? []
      : [{ name: `${federatedObject.type.name} ${qualifiedName(federatedObject)}`, clusters }]
  })
}

function textByCluster(plan: ObjectPlan | undefined): ReadonlyMap<string, string> {
  return new Map(
    (plan?.variants ?? []).flatMap(({ object, clusters }) => {
      const text = stringifyJson(object)
      return clusters.map((each): [string, string] => [each, text])
    }),
  )
}
