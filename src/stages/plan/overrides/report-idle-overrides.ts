import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { removeItems } from '../../../diagnostics/fix.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { holderOf, type Override } from '../../../model/override.ts'
import { valueAt } from '../../../model/place.ts'
import type { IdleOperation } from '../../../model/render-plan.ts'

/** An operation that has no effect anywhere, or several that are the same but for their clusters. */
export interface IdlePlaces {
  /** The manifest that holds them. */
  readonly holder: Manifest
  readonly path: string
  /** Of the operations, each once. */
  readonly pointers: readonly string[]
  readonly clusters: readonly string[]
  /** The place of the operation that sets the field anew. */
  readonly shadowedBy?: { readonly holder: Manifest; readonly pointer: string }
  readonly isSameText: boolean
}

/**
 * Reports what has no effect of a federated object's own overrides, those of several clusters that are the same once, at the
 * first: `override-equals-template` and `override-shadowed`. What has none of the rules of ClusterOverrides is for
 * reportIdleRules, since an operation of one is for many objects.
 */
export function reportIdleOverrides(
  { manifest }: FederatedObject,
  idle: readonly IdleOperation[],
  report: Report,
): void {
  const found = new Map<string, OwnPlaces>()
  for (const operation of idle) {
    for (const [index, override] of operation.overrides.entries()) {
      if (override.ruledBy !== undefined || override.scheduledBy !== undefined) continue
      const key = keyOf(override, operation)
      const places = found.get(key) ?? { operation, override, pointers: [], clusters: [] }
      found.set(key, places)
      places.pointers.push(override.pointer)
      places.clusters.push(operation.clusters[index] ?? '')
    }
  }
  for (const { operation, override, pointers, clusters } of found.values()) {
    const { shadowedBy, isSameText } = operation
    const by = shadowedBy && { holder: holderOf(shadowedBy, manifest), pointer: shadowedBy.pointer }
    const places = { holder: manifest, path: override.path, pointers, clusters, isSameText }
    reportIdle({ ...places, ...(by && { shadowedBy: by }) }, report)
  }
}

interface OwnPlaces {
  readonly operation: IdleOperation
  readonly override: Override
  readonly pointers: string[]
  readonly clusters: string[]
}

function keyOf({ op, path, value }: Override, { shadowedBy, isSameText }: IdleOperation): string {
  return [op, path, stringifyJson(value), isSameText, shadowedBy === undefined].join('\n')
}

/** Reports `override-shadowed` or `override-equals-template`, with the fix that takes the operations out. */
export function reportIdle(
  { holder, path, pointers, clusters, shadowedBy, isSameText }: IdlePlaces,
  report: Report,
): void {
  const context = {
    at: valueAt(holder, pointers[0] ?? ''),
    subject: holder,
    ...(isSameText && { fix: removeItems(holder, pointers) }),
  }
  const parameters = { path, clusters }
  if (shadowedBy === undefined) {
    report(createDiagnostic('override-equals-template', parameters, context))
    return
  }
  const at = valueAt(shadowedBy.holder, shadowedBy.pointer)
  const related = [{ message: 'the later one', at }]
  report(createDiagnostic('override-shadowed', parameters, { ...context, related }))
}
