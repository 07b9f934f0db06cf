import type { FleetDiff } from '../../model/fleet-diff.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { fleetDiff } from '../../views/fleet-diff/fleet-diff.ts'
import { invariantRisks } from '../../views/fleet-diff/risks/invariant-risks.ts'
import { createRiskContext, type RiskContext } from '../../views/fleet-diff/risks/risk-context.ts'
import { risksOf } from '../../views/fleet-diff/risks/risks-of.ts'
import { settingRisks } from '../../views/fleet-diff/risks/setting-risks.ts'
import { waveRisks } from '../../views/fleet-diff/risks/wave-risks.ts'
import type { DiffSides } from './diff-sides.ts'

/** What becomes different between two sides, with its risks and, where sources were compiled, its causes. */
export function compareSides({
  base,
  head,
  delivery,
  earlier,
  causesOf,
  weakenings = [],
  broken = [],
  left = [],
  updates,
  files,
  waves,
  ...sides
}: DiffSides): FleetDiff {
  let context: RiskContext | undefined
  const options = { delivery, earlier, left, waves: waves?.head, updates }
  const diff = fleetDiff(base, head, {
    held: createHeldLookup(head.held),
    risksOf: (change, changes) =>
      risksOf(change, (context ??= createRiskContext(base, head, changes, options))),
    delivery,
    ...(causesOf && { causesOf }),
    risks: [...invariantRisks(broken), ...settingRisks(weakenings), ...(waves ? waveRisks(waves) : [])],
    ...(files && { files }),
  })
  const { effect, unknownHeld, approval } = sides
  return {
    ...diff,
    ...(effect !== undefined && { effect }),
    ...(unknownHeld && { unknownHeld }),
    ...(approval && { approval }),
  }
}
