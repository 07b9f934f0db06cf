import { invariant } from '../../../text/invariant.ts'
import { getOwn, isObject } from '../../../json/own.ts'
import {
  applyOperation,
  type ContainerCopies,
  type PatchFailure,
  type PatchOperation,
  type PatchResult,
} from '../../../json/patch.ts'
import { childPointer, pointerSegments } from '../../../json/pointer.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type { Override } from '../../../model/override.ts'
import { itemKeyParent } from './item-keys.ts'

/**
 * The override that could not be applied, and why: it does not fit the object, or it is the one that left the object
 * without a mapping for metadata, or without an apiVersion.
 */
export type OverrideFailure =
  | ({ readonly kind: 'not-applicable'; readonly override: Override } & PatchFailure)
  /** A path of a rule finds no item of a list by a field, or several. */
  | {
      readonly kind: 'not-applicable'
      readonly override: Override
      readonly reason: 'no-item'
      readonly stoppedAt: string
    }
  | { readonly kind: 'breaks-object'; readonly override: Override; readonly field: 'metadata' | 'apiVersion' }

/** The object with its overrides, or the failure that KubeFed calls ApplyOverridesFailed. */
export type OverriddenObject =
  | {
      readonly object: JsonObject
      /** The `replace` overrides that set a field which was not there; often a typo. */
      readonly created: readonly Override[]
      /** Those for an annotation of an object that has no other, so that it is presumed to have some in its cluster. */
      readonly presuming: readonly Override[]
    }
  | { readonly failure: OverrideFailure }

/**
 * Applies one cluster's overrides, in order, to the object that every cluster gets (KubeFed:
 * pkg/controller/sync/resource.go, ApplyOverrides; pkg/controller/util/overrides.go, ApplyJSONPatch). The object is
 * not changed, and what no override touches is shared with it. An override in the early dotted form creates missing
 * parents, as KubeFed 0.1.0-rc1 did. A path that finds an item of a list by a field is for lowerItemKeys. Reports nothing: which paths may be overridden at all is for checkOverrides.
 * Who applies overrides one at a time passes the same copies, as for applyOperation.
 */
export function applyOverrides(
  object: JsonObject,
  overrides: readonly Override[],
  copies: ContainerCopies = new Set(),
): OverriddenObject {
  let current = object
  const created: Override[] = []
  const presuming: Override[] = []
  const breaking = new Map<'metadata' | 'apiVersion', Override>()
  for (const override of overrides) {
    const stoppedAt = itemKeyParent(override)
    if (stoppedAt !== undefined) {
      return { failure: { kind: 'not-applicable', override, reason: 'no-item', stoppedAt } }
    }
    const takesLive = lacksAnnotations(current, override)
    if (takesLive && override.liveAnnotations === 'presumed') presuming.push(override)
    const result = applyOverride(current, override, takesLive, copies)
    if ('failure' in result) return { failure: { kind: 'not-applicable', override, ...result.failure } }
    invariant(isObject(result.value), 'an operation below the root leaves the root a mapping')
    if (result.created && !override.dotted) created.push(override)
    for (const field of lostFields(result.value)) if (!breaking.has(field)) breaking.set(field, override)
    current = result.value
  }
  for (const field of lostFields(current)) {
    const override = breaking.get(field)
    if (override) return { failure: { kind: 'breaks-object', override, field } }
  }
  return { object: current, created, presuming }
}

/** What no object can be without: KubeFed would send it to the member cluster all the same, and fail there. */
function lostFields(object: JsonObject): ('metadata' | 'apiVersion')[] {
  const { metadata, apiVersion } = object
  return [
    ...(isObject(metadata) ? [] : ['metadata' as const]),
    ...(typeof apiVersion === 'string' ? [] : ['apiVersion' as const]),
  ]
}

/** Whether an override is for an annotation of which the object's own are not known. */
function lacksAnnotations({ metadata }: JsonObject, { liveAnnotations }: Override): boolean {
  return liveAnnotations !== undefined && isObject(metadata) && getOwn(metadata, 'annotations') === undefined
}

function applyOverride(
  object: JsonObject,
  override: Override,
  takesLive: boolean,
  copies: ContainerCopies,
): PatchResult {
  const makesParents = takesLive || (override.dotted && override.op !== 'remove')
  return applyOperation(object, makesParents ? withParents(object, override) : override, copies)
}

/** An `add` of the first missing mapping on the way to the path, with all that is to be below it. */
function withParents(object: JsonObject, override: Override): PatchOperation {
  const keys = pointerSegments(override.path)
  let node: Json | undefined = object
  let parent = ''
  for (const [depth, key] of keys.entries()) {
    const pointer = childPointer(parent, key)
    if (isObject(node) && !Object.hasOwn(node, key)) {
      const below = keys
        .slice(depth + 1)
        .reduceRight((inner: Json, each) => ({ [each]: inner }), override.value)
      return { op: 'add', path: pointer, value: below }
    }
    if (!isObject(node)) break
    node = getOwn(node, key)
    parent = pointer
  }
  return override
}
