import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Place } from '../../model/place.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { drillFigures, type Drill } from '../../views/drill/drill.ts'

/** How much one loss may cost. Default: anything. */
export interface DrillLimits {
  /** Replicas that no cluster runs or can hold any more. */
  readonly maxLost?: number
  /** Names in DNS that lose their last address. */
  readonly maxUnreachable?: number
}

/** What one object or record costs, loss by loss. */
interface Cost {
  readonly what: string
  readonly at: Place
  readonly losses: { readonly without: string; readonly count: number }[]
}

/**
 * Reports `drill-replicas-lost` and `drill-names-unreachable` for every object and record that has a part in a loss which costs
 * more than the limits, one each, with all of these losses.
 */
export function judgeDrill(drill: Drill, { maxLost, maxUnreachable }: DrillLimits): readonly Diagnostic[] {
  const lost = new Map<string, Cost>()
  const unreachable = new Map<string, Cost>()
  for (const loss of drill.losses) {
    const figures = drillFigures(loss)
    if (figures.lost > (maxLost ?? Infinity)) {
      for (const each of loss.workloads) {
        addCost(lost, { what: `${each.type} ${qualifiedName(each)}`, at: each.at }, loss.name, each.lost)
      }
    }
    if (figures.unreachable > (maxUnreachable ?? Infinity)) {
      for (const { record, at, effect } of loss.names) {
        const what = `${record.kind} ${qualifiedName(record)}`
        addCost(unreachable, { what, at }, loss.name, effect === 'unreachable' ? 1 : 0)
      }
    }
  }
  return [
    ...[...lost.values()].map(({ at, ...parameters }) =>
      createDiagnostic('drill-replicas-lost', parameters, { at }),
    ),
    ...[...unreachable.values()].map(({ at, ...parameters }) =>
      createDiagnostic('drill-names-unreachable', parameters, { at }),
    ),
  ]
}

function addCost(
  costs: Map<string, Cost>,
  { what, at }: Pick<Cost, 'what' | 'at'>,
  without: string,
  count: number,
): void {
  if (count === 0) return
  const cost = costs.get(what) ?? { what, at, losses: [] }
  costs.set(what, cost)
  const last = cost.losses.at(-1)
  // The names of one record come one after the other.
  if (last?.without === without) cost.losses[cost.losses.length - 1] = { without, count: last.count + count }
  else cost.losses.push({ without, count })
}
