import type { Manifest } from '../../../model/manifest.ts'
import type { Override } from '../../../model/override.ts'
import type { OverrideOperation } from '../../../model/override-item.ts'
import { readOverride, type DottedPath, type OverrideFault, type PathFault } from './check-overrides.ts'

/** The operations of a rule of a ClusterOverride. */
export interface RuleCheck {
  /** Any fault makes the whole ClusterOverride void. */
  readonly faults: readonly OverrideFault[]
  /** In their order; complete only where there is no fault. */
  readonly overrides: readonly Override[]
}

/**
 * Checks the operations of a rule as those of a federated object, but for two things: what KubeFed takes for another path is
 * none here, in the early dotted form neither, and a path may occur twice.
 */
export function checkRule(operations: readonly OverrideOperation[], ruledBy: Manifest): RuleCheck {
  const read = operations.map((each) => readOverride(each))
  return {
    faults: read.flatMap(({ dotted, faults }) => [
      ...faults.map((each) => (each.kind === 'path-invalid' ? asWritten(each) : each)),
      ...(dotted ? [dottedFault(dotted)] : []),
    ]),
    overrides: read.flatMap(({ override }) => (override ? Object.assign({ ruledBy }, override) : [])),
  }
}

function asWritten(fault: PathFault): PathFault {
  const { taken: _, ...written } = fault
  return written
}

function dottedFault({ pointer, written, path }: DottedPath): PathFault {
  return { kind: 'path-invalid', pointer, path: written, problem: 'no-slash', suggestion: path }
}
