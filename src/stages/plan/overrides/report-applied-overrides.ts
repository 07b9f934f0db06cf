import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { removeItems, setField } from '../../../diagnostics/fix.ts'
import { nearest } from '../../../text/nearest.ts'
import { isObject } from '../../../json/own.ts'
import { valueAtPath } from '../../../json/patch.ts'
import { childPointer, pointerSegments } from '../../../json/pointer.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { holderOf, type Override } from '../../../model/override.ts'
import { keyAt, valueAt } from '../../../model/place.ts'
import type { OverrideFailure } from './apply-overrides.ts'

/**
 * Reports `override-not-applicable` or `override-breaks-object` at the override, with the place of the template at
 * which its path stopped.
 */
export function reportOverrideFailure(
  manifest: Manifest,
  template: JsonObject,
  cluster: string,
  failure: OverrideFailure,
  report: Report,
): void {
  const { op, path, pointer, scheduledBy, ruledBy } = failure.override
  const holder = holderOf(failure.override, manifest)
  if (failure.kind === 'breaks-object') {
    const at = valueAt(holder, pointer)
    report(
      createDiagnostic(
        'override-breaks-object',
        { field: failure.field, cluster },
        { at, subject: manifest },
      ),
    )
    return
  }
  const { reason, stoppedAt } = failure
  const at = valueAt(holder, scheduledBy ? pointer : `${pointer}/path`)
  const related = [{ message: 'the template', at: keyAt(manifest, `/spec/template${stoppedAt}`) }]
  const parameters = { op, path, cluster, reason, stoppedAt }
  // What is to be removed and was never there is as it is to be, unless the path is nearly right; a rule may be right elsewhere.
  const isDone =
    op === 'remove' &&
    reason === 'missing-key' &&
    ruledBy === undefined &&
    nearestPath(template, path, Object.keys) === undefined
  const fix = isDone ? removeItems(manifest, [pointer]) : undefined
  report(createDiagnostic('override-not-applicable', parameters, { at, related, subject: manifest, fix }))
}

/** Reports `override-replace-creates` for each override that replaced what the template lacks. */
export function reportCreated(
  manifest: Manifest,
  template: JsonObject,
  created: readonly Override[],
  report: Report,
): void {
  const keys = rememberKeys()
  for (const override of created) {
    const { path, pointer, scheduledBy } = override
    // A template without a count is what a preference is for.
    if (scheduledBy !== undefined) continue
    const holder = holderOf(override, manifest)
    const at = valueAt(holder, `${pointer}/path`)
    const near = nearestPath(template, path, keys)
    // A path that is nearly right may be a slip of the pen.
    const fix = near === undefined ? setField(holder, `${pointer}/op`, 'add') : undefined
    report(
      createDiagnostic('override-replace-creates', { path, nearest: near }, { at, subject: manifest, fix }),
    )
  }
}

/** Reports `override-needs-annotations` for each override of an annotation that KubeFed applies to some objects alone. */
export function reportPresuming(
  manifest: Manifest,
  cluster: string,
  presuming: readonly Override[],
  report: Report,
): void {
  for (const override of presuming) {
    const { op, path, pointer } = override
    const context = { at: valueAt(holderOf(override, manifest), `${pointer}/path`), subject: manifest }
    report(createDiagnostic('override-needs-annotations', { op, path, cluster }, context))
  }
}

/** The keys of each mapping as one list, which is put in order once for all that is compared with them. */
function rememberKeys(): (node: JsonObject) => readonly string[] {
  const known = new Map<JsonObject, readonly string[]>()
  return (node) => {
    const keys = known.get(node) ?? Object.keys(node)
    known.set(node, keys)
    return keys
  }
}

/** The path of the sibling whose key is most like the path's last one. */
function nearestPath(
  template: JsonObject,
  path: string,
  keysOf: (node: JsonObject) => readonly string[],
): string | undefined {
  const parent = path.slice(0, path.lastIndexOf('/'))
  const node = valueAtPath(template, parent)
  const near = isObject(node) ? nearest(pointerSegments(path).at(-1) ?? '', keysOf(node)) : undefined
  return near === undefined ? undefined : childPointer(parent, near)
}
