import { getOwn, isArray, isObject } from '../json/own.ts'
import { childPointer, pointerSegments } from '../json/pointer.ts'
import type { Json, JsonObject } from '../model/json.ts'
import { isSecretKind, mentionsSecret } from './mentions-secret.ts'

/** A field of which nothing may be shown. */
export interface HiddenField {
  readonly pointer: string
  /** Whether it is the content of a Secret, whose keys a view may show beside masked values. */
  readonly isContent: boolean
}

/** What may be shown of a value: a scalar, the values of fields and items, or by a rule of its own. */
type Shape = 'scalar' | 'annotation' | 'content' | 'value-of-override' | 'anything' | Fields
interface Fields {
  readonly fields?: Readonly<Record<string, Shape>>
  /** Of the fields without a name here; where it is absent they are hidden. */
  readonly others?: Shape
  readonly items?: Shape
}

const scalars = (...names: readonly string[]): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, 'scalar']))

/** Kubernetes: apimachinery, pkg/apis/meta/v1/types.go, ObjectMeta; managedFields names the keys of a Secret. */
const metadata: Shape = {
  fields: {
    ...scalars('name', 'generateName', 'namespace', 'uid', 'resourceVersion', 'generation', 'selfLink'),
    ...scalars('creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'),
    labels: { others: 'scalar' },
    annotations: { others: 'annotation' },
    finalizers: { items: 'scalar' },
    ownerReferences: { items: { fields: scalars('apiVersion', 'kind', 'name', 'uid') } },
  },
}

/** Kubernetes: api/core/v1/types.go, Secret. */
const secret: Fields = {
  fields: {
    ...scalars('apiVersion', 'kind', 'type', 'immutable'),
    metadata,
    data: 'content',
    stringData: 'content',
  },
}

const override: Shape = { fields: { ...scalars('path', 'op'), value: 'value-of-override' } }

/** KubeFed: pkg/controller/util/genericoverride.go and genericplacement.go. */
const federatedSecret: Shape = {
  fields: {
    ...scalars('apiVersion', 'kind'),
    metadata,
    spec: {
      fields: {
        template: secret,
        placement: 'anything',
        overrides: {
          items: { fields: { clusterName: 'scalar', clusterOverrides: { items: override } } },
        },
      },
    },
  },
}

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * The fields of a document, or of any other value, of which nothing may be shown: of every Secret in it, also of one
 * inside another object, of its federated form and of kinds that are mapped to it, all that is not known to be harmless;
 * elsewhere, texts that hold a Secret. None is below another.
 *
 * @param kinds those that FederatedTypeConfigs map to Secret
 */
export function hiddenFields(value: Json, kinds: readonly string[] = []): readonly HiddenField[] {
  const hidden: HiddenField[] = []
  search(value, '', { kinds, hide: (pointer, isContent = false) => hidden.push({ pointer, isContent }) })
  return hidden
}

interface Search {
  readonly kinds: readonly string[]
  readonly hide: (pointer: string, isContent?: boolean) => void
}

/** Looks for Secrets in what is none itself. */
function search(value: Json, pointer: string, context: Search): void {
  if (typeof value === 'string' && holdsSecret(value)) context.hide(pointer)
  if (isArray(value)) {
    for (const [index, each] of value.entries()) search(each, childPointer(pointer, index), context)
  }
  if (!isObject(value)) return
  const shape = shapeOf(value, context.kinds)
  if (shape === undefined) searchFields(value, pointer, context)
  else inspect(value, shape, pointer, context)
}

function searchFields(object: JsonObject, pointer: string, context: Search): void {
  // A template that leaves its kind to its type; no other type has such a field.
  const isSecret = typeof object['kind'] !== 'string' && Object.hasOwn(object, 'stringData')
  for (const key of Object.keys(object)) {
    const each = object[key] ?? null
    if (isSecret && (key === 'data' || key === 'stringData')) {
      inspect(each, 'content', childPointer(pointer, key), context)
    } else if (typeof each === 'string') {
      const isHidden = holdsSecret(each) || (key === lastApplied && mentionsSecret(each))
      if (isHidden) context.hide(childPointer(pointer, key))
    } else if (typeof each === 'object') search(each, childPointer(pointer, key), context)
  }
}

/** What may be shown of an object that is a Secret, or becomes one; undefined for any other. */
function shapeOf(value: JsonObject, kinds: readonly string[]): Shape | undefined {
  const kind = getOwn(value, 'kind')
  if (typeof kind !== 'string') return undefined
  if (/^secret$/i.test(kind)) return secret
  if (isSecretKind(kind, kinds) || becomesSecret(getOwn(value, 'spec'))) return federatedSecret
  if (!kind.endsWith('List') || !isArray(getOwn(value, 'items'))) return undefined
  const item = kind.slice(0, -'List'.length)
  if (!isSecretKind(item, kinds)) return undefined
  const items = /^secret$/i.test(item) ? secret : federatedSecret
  return { fields: { ...scalars('apiVersion', 'kind'), metadata, items: { items } } }
}

/** Whether a federated object has a Secret in its template, whatever its own kind, or by an override. */
function becomesSecret(spec: Json | undefined): boolean {
  if (!isObject(spec)) return false
  const [template, overrides] = [getOwn(spec, 'template'), getOwn(spec, 'overrides')]
  const isSecret = (kind: Json | undefined): boolean => typeof kind === 'string' && /^secret$/i.test(kind)
  if (isObject(template) && isSecret(getOwn(template, 'kind'))) return true
  const clusters = isArray(overrides) ? overrides.filter(isObject) : []
  return clusters.some((each) => {
    const changes = getOwn(each, 'clusterOverrides')
    return isArray(changes) && changes.some((change) => isObject(change) && isSecret(getOwn(change, 'value')))
  })
}

/** Hides what of a value is not of its shape. */
function inspect(value: Json, shape: Shape, pointer: string, context: Search): void {
  if (value === null) return
  if (shape === 'content') context.hide(pointer, isObject(value))
  else if (shape === 'anything') search(value, pointer, context)
  else if (typeof shape === 'string') {
    if (!isShownScalar(value, shape)) context.hide(pointer)
  } else if (isArray(value) && shape.items !== undefined) {
    for (const [index, each] of value.entries())
      inspect(each, shape.items, childPointer(pointer, index), context)
  } else if (isObject(value) && (shape.fields ?? shape.others) !== undefined) {
    inspectFields(value, shape, pointer, context)
  } else context.hide(pointer)
}

function isShownScalar(value: Json, shape: 'scalar' | 'annotation' | 'value-of-override'): boolean {
  if (typeof value === 'object') return false
  const text = String(value)
  // An annotation may hold the whole object, as kubectl's does.
  return !holdsSecret(text) && !(shape === 'annotation' && /^\s*[[{]/.test(text))
}

function inspectFields(object: JsonObject, shape: Fields, pointer: string, context: Search): void {
  for (const [key, each] of Object.entries(object)) {
    const below = childPointer(pointer, key)
    const found = shapeBelow(shape, key)
    if (found === undefined || (key === lastApplied && found === 'annotation')) context.hide(below)
    else inspect(each, found === 'value-of-override' ? overridden(object) : found, below, context)
  }
}

function shapeBelow({ fields = {}, others }: Fields, key: string): Shape | undefined {
  return Object.hasOwn(fields, key) ? fields[key] : others
}

/** Hides a value whatever it is. */
const nothing: Shape = { fields: {} }

/** What may be shown of the value of an override: what may be shown at its path. */
function overridden(change: JsonObject): Shape {
  const path = getOwn(change, 'path')
  if (typeof path !== 'string') return nothing
  const segments = path.startsWith('/') ? pointerSegments(path) : path.split('.')
  let shape: Shape = secret
  for (const segment of segments) {
    if (typeof shape === 'string') return nothing
    shape = (/^(?:-|\d+)$/.test(segment) ? shape.items : undefined) ?? shapeBelow(shape, segment) ?? nothing
  }
  return shape === 'content' ? nothing : shape
}

/** Whether a text is, or holds, the text of a Secret, as the data of a ConfigMap may. */
function holdsSecret(text: string): boolean {
  return text.length > 12 && /\bkind\b["'\\]*\s*:\s*["'\\]*\w*secret/i.test(text)
}
