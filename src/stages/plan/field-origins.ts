import { invariant } from '../../text/invariant.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { valueAtPath, type ContainerCopies } from '../../json/patch.ts'
import { childPointer } from '../../json/pointer.ts'
import { managedLabel, orphanAnnotation } from '../../kubefed/managed-label.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { FieldOrigin, FieldOrigins, OmittedField, Origin } from '../../model/field-origin.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import { holderOf, type Override } from '../../model/override.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { inTextOrder } from '../../yaml/write/serialize.ts'
import { applyOverrides } from './overrides/apply-overrides.ts'
import { finishObject, finishOptions, isOrphaned } from './finish-object.ts'
import { objectForCluster, type TemplateResult } from './object-for-cluster.ts'
import { createShadow, type Shadow } from './shadow.ts'

/**
 * Why each field of the object that a cluster gets is as it is. The object is made once more, by the functions that
 * made it, from a shadow: a template and overrides of the same shape, in which each value only names its origin. So
 * what decides the object decides the answer, however overrides move the items of lists. The cluster is one of a
 * variant of the plan.
 */
export function fieldOrigins(
  { federatedObject, overrides, variants }: ObjectPlan,
  cluster: string,
  config: RenderConfig,
): FieldOrigins {
  const object = objectsByCluster(variants).get(cluster)
  invariant(object, 'origins are asked for an object that the cluster gets')
  const own = overrides.get(cluster) ?? []
  const template = objectForCluster(federatedObject, config)
  const shadow = createShadow<Override | undefined>((override, pointer, value) =>
    override === undefined
      ? templateOrigin(federatedObject, pointer, value)
      : overrideOrigin(federatedObject, pointer, override),
  )
  const written = shadow.of(template.object, undefined)
  invariant(isObject(written), 'the shadow of a mapping is a mapping')
  const overlayEach = createOverlay(federatedObject, shadow)
  const overridden = own.reduce(overlayEach, written)
  const finished = finishObject(overridden, own, finishOptions(federatedObject, config))
  const originOf = ({ pointer, value, token }: ShadowedField): FieldOrigin =>
    (token === undefined ? undefined : shadow.originOf(token)) ?? {
      value,
      origin: finishOrigin(federatedObject, pointer),
      replaced: [],
    }
  const retained = replicasOf(overridden) !== undefined && replicasOf(finished) === undefined
  return {
    fields: {
      *[Symbol.iterator]() {
        for (const each of fieldsOf(inTextOrder(object), finished)) yield [each.pointer, originOf(each)]
      },
    },
    at: (pointer) => {
      const value = atPointer(object, pointer)
      if (value === undefined || keysOf(value).length > 0) return undefined
      return originOf({ pointer, value, token: atPointer(finished, pointer) })
    },
    omitted: omittedFields(federatedObject, template, own, retained),
  }
}

/** The object of each cluster, of variants that many clusters are asked of, one after the other. */
const knownObjects = new WeakMap<ObjectPlan['variants'], ReadonlyMap<string, JsonObject>>()

function objectsByCluster(variants: ObjectPlan['variants']): ReadonlyMap<string, JsonObject> {
  const known =
    knownObjects.get(variants) ??
    new Map(variants.flatMap(({ object, clusters }) => clusters.map((each) => [each, object] as const)))
  knownObjects.set(variants, known)
  return known
}

/** Applies overrides to the shadow, one after the other. */
function createOverlay(
  federatedObject: FederatedObject,
  shadow: Shadow<Override>,
): (before: JsonObject, override: Override) => JsonObject {
  const copies: ContainerCopies = new Set()
  return (before, override) => overlay(before, override, federatedObject, shadow, copies)
}

function overlay(
  before: JsonObject,
  override: Override,
  { manifest }: FederatedObject,
  shadow: Shadow<Override>,
  copies: ContainerCopies,
): JsonObject {
  const { op, path, pointer } = override
  const parent = path.slice(0, path.lastIndexOf('/'))
  const inserts = op === 'add' && isArray(valueAtPath(before, parent))
  const displacedBy = (below: string): Json | undefined => valueAtPath(before, path + below)
  const value = shadow.of(override.value, override, inserts ? undefined : displacedBy)
  const result = applyOverrides(before, [{ ...override, value }], copies)
  invariant('object' in result, 'what applies to an object applies to its shadow')
  const left = op === 'remove' ? valueAtPath(result.object, parent) : undefined
  if (left !== undefined)
    shadow.nameEmpty(left, { kind: 'override', at: valueAt(holderOf(override, manifest), pointer) })
  return result.object
}

function overrideOrigin({ manifest }: FederatedObject, below: string, override: Override): Origin {
  const { pointer, scheduledBy } = override
  const holder = holderOf(override, manifest)
  return scheduledBy
    ? { kind: 'schedule', at: valueAt(holder, pointer) }
    : { kind: 'override', at: valueAt(holder, `${pointer}/value${below}`), override }
}

function templateOrigin({ manifest, type }: FederatedObject, pointer: string, value: Json): Origin {
  const source = valueAt(manifest, `/spec/template${pointer}`)
  const typed = (field: string): Origin =>
    type.manifest
      ? { kind: 'type', at: valueAt(type.manifest, `/spec/targetType/${field}`) }
      : { kind: 'type' }
  switch (pointer) {
    case '/kind':
      return typed('kind')
    case '/apiVersion':
      return atPointer(manifest.value, source.pointer) === value
        ? { kind: 'template', at: source }
        : typed('version')
    case '/metadata/name':
    case '/metadata/namespace':
      return { kind: 'federated-object', at: valueAt(manifest, pointer) }
    default:
      return { kind: 'template', at: source }
  }
}

/** The origin of what is there only after the overrides. */
function finishOrigin({ manifest }: FederatedObject, pointer: string): Origin {
  if (pointer === childPointer('/metadata/labels', managedLabel)) return { kind: 'managed-label' }
  if (pointer === '/spec') return { kind: 'retain-replicas', at: keyAt(manifest, '/spec/retainReplicas') }
  if (!isOrphaned(manifest)) return { kind: 'delivery' }
  return { kind: 'orphan', at: keyAt(manifest, childPointer('/metadata/annotations', orphanAnnotation)) }
}

function replicasOf(object: JsonObject): Json | undefined {
  return atPointer(object, '/spec/replicas')
}

function omittedFields(
  { manifest }: FederatedObject,
  { droppedAnnotations, droppedFinalizers, droppedServerFields }: TemplateResult,
  overrides: readonly Override[],
  retained: boolean,
): readonly OmittedField[] {
  const ofTemplate =
    (reason: OmittedField['reason']) =>
    (field: string): OmittedField => {
      const pointer = `/${field.replace('.', '/')}`
      return { pointer, reason, at: keyAt(manifest, `/spec/template${pointer}`) }
    }
  const notPropagated = [
    ...(droppedAnnotations ? ['metadata.annotations'] : []),
    ...(droppedFinalizers ? ['metadata.finalizers'] : []),
  ]
  const removed = overrides.filter(({ op }) => op === 'remove')
  return [
    ...notPropagated.map(ofTemplate('not-propagated')),
    ...droppedServerFields.map(ofTemplate('server-set')),
    ...removed.map((each) => ({
      pointer: each.path,
      reason: 'removed' as const,
      at: valueAt(holderOf(each, manifest), each.pointer),
    })),
    ...(retained
      ? [
          {
            pointer: '/spec/replicas',
            reason: 'retain-replicas' as const,
            at: keyAt(manifest, '/spec/retainReplicas'),
          },
        ]
      : []),
  ]
}

/** A scalar or an empty container of an object, with what its shadow has there. */
interface ShadowedField {
  readonly pointer: string
  readonly value: Json
  readonly token: Json | undefined
}

/** A container on the way to a field. */
interface Container {
  readonly pointer: string
  readonly value: Json
  readonly token: Json | undefined
  readonly keys: readonly string[]
  /** How many of the keys have been looked at. */
  next: number
}

/** The fields in the order of the object, one at a time: there may be a million. */
function* fieldsOf(value: Json, token: Json | undefined): Generator<ShadowedField> {
  const stack: Container[] = [{ pointer: '', value, token, keys: keysOf(value), next: 0 }]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const key = top.keys[top.next++]
    if (key === undefined) {
      stack.pop()
      continue
    }
    const below = {
      pointer: childPointer(top.pointer, key),
      value: childOf(top.value, key) ?? null,
      token: childOf(top.token, key),
    }
    const keys = keysOf(below.value)
    if (keys.length === 0) yield below
    else {
      const hasShape = isArray(below.value) ? isArray : isObject
      invariant(hasShape(below.token), 'an object and its shadow have one shape')
      stack.push({ ...below, keys, next: 0 })
    }
  }
}

function childOf(container: Json | undefined, key: string): Json | undefined {
  if (isArray(container)) return container[Number(key)]
  return isObject(container) ? getOwn(container, key) : undefined
}

function keysOf(value: Json): readonly string[] {
  return isArray(value) || isObject(value) ? Object.keys(value) : []
}
