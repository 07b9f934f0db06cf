import type { FleetChange, FleetDiff, Risk, RiskLevel } from '../../model/fleet-diff.ts'
import { groupBy } from '../../text/group-by.ts'
import { fewestFolded } from './fold-changes.ts'

/** The levels of risks, the most serious first. */
const riskLevels: readonly RiskLevel[] = ['critical', 'high', 'medium']

/** Risks that a person reads as one: those of one rule in the same clusters, or a single one. */
export interface RiskGroup {
  /** The first. */
  readonly risk: Risk
  /** The changes that are at risk, in the order of the diff; none for a setting. */
  readonly changes: readonly FleetChange[]
}

/** How many risks a diff has of each level, where it has any, the most serious first: of settings, files and objects. */
export function countRisks({ risks, files, changes }: FleetDiff): ReadonlyMap<RiskLevel, number> {
  const all = [...risks, ...files.flatMap((each) => each.risks), ...changes.flatMap((each) => each.risks)]
  const counted = riskLevels.map(
    (level) => [level, all.filter((each) => each.level === level).length] as const,
  )
  return new Map(counted.filter(([, number]) => number > 0))
}

/** The risks of settings and of objects, the most serious first; five of one rule or more in the same clusters are one. */
export function groupRisks({ risks, changes }: FleetDiff): readonly RiskGroup[] {
  const ofChanges = changes.flatMap((change) => change.risks.map((risk) => ({ risk, change })))
  const alike = groupBy(ofChanges, ({ risk: { level, rule }, change }) =>
    JSON.stringify([level, rule, change.clusters]),
  )
  const groups: readonly RiskGroup[] = [
    ...risks.map((risk) => ({ risk, changes: [] })),
    ...[...alike.values()].flatMap((each): readonly RiskGroup[] => {
      const [first] = each
      if (first === undefined || each.length < fewestFolded)
        return each.map(({ risk, change }) => ({ risk, changes: [change] }))
      return [{ risk: first.risk, changes: each.map(({ change }) => change) }]
    }),
  ]
  return riskLevels.flatMap((wanted) => groups.filter(({ risk }) => risk.level === wanted))
}
