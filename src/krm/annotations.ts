import { isObject } from '../json/own.ts'
import type { Json, JsonObject } from '../model/json.ts'

/** Where an orchestrator keeps an object. */
export interface ItemFile {
  /** Relative to the package, with `/`. */
  readonly path: string
  /** The number of the document in the file, from 0. */
  readonly index: number
}

/** By the functions specification, and as it was called before. */
const pathKeys = ['internal.config.kubernetes.io/path', 'config.kubernetes.io/path']
const indexKeys = ['internal.config.kubernetes.io/index', 'config.kubernetes.io/index']

/**
 * The path from which the orchestrator read an object, by its annotation; undefined without one, or for a path outside
 * the package.
 */
export function findItemFile(value: JsonObject): ItemFile | undefined {
  const annotations = annotationsOf(value)
  const path = pathKeys.map((key) => annotations[key]).find((each) => typeof each === 'string')
  const index = indexKeys.map((key) => annotations[key]).find((each) => each !== undefined)
  if (typeof path !== 'string' || !isPackagePath(path)) return undefined
  return { path, index: /^[0-9]{1,9}$/.test(String(index)) ? Number(index) : 0 }
}

function isPackagePath(path: string): boolean {
  return !/[\0\\]/.test(path) && path.split('/').every((segment) => !['', '.', '..'].includes(segment))
}

/** An object that was rendered, with what makes the orchestrator write it to a file. */
export function withFile(object: JsonObject, path: string): JsonObject {
  const file = [...pathKeys.map((key) => [key, path]), ...indexKeys.map((key) => [key, '0'])]
  return withAnnotations(object, { ...annotationsOf(object), ...Object.fromEntries(file) })
}

/** An object with the annotations by which the orchestrator knows another. */
export function withBookkeepingOf(object: JsonObject, other: JsonObject): JsonObject {
  const kept = Object.entries(annotationsOf(other)).filter(([key]) => isBookkeeping(key))
  return withAnnotations(object, { ...annotationsOf(object), ...Object.fromEntries(kept) })
}

/** An object as it was before an orchestrator annotated it for itself. */
export function withoutBookkeeping(object: JsonObject): JsonObject {
  const annotations = Object.entries(annotationsOf(object))
  const own = annotations.filter(([key]) => !isBookkeeping(key))
  return own.length === annotations.length ? object : withAnnotations(object, Object.fromEntries(own))
}

/** What kpt and kustomize write for themselves, and take away before a user sees it. */
function isBookkeeping(key: string): boolean {
  return /^internal\.(?:config\.kubernetes\.io|kpt\.dev)\//.test(key) || bookkeepingKeys.has(key)
}

const bookkeepingKeys: ReadonlySet<string> = new Set([
  ...pathKeys,
  ...indexKeys,
  'config.kubernetes.io/id',
  'config.k8s.io/id',
  'kustomize.config.k8s.io/id',
])

function annotationsOf({ metadata }: JsonObject): JsonObject {
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined
  return isObject(annotations) ? annotations : {}
}

/** The object with these annotations and no others; without the field where there are none. */
function withAnnotations(object: JsonObject, annotations: Readonly<Record<string, Json>>): JsonObject {
  const { annotations: _, ...metadata } = isObject(object['metadata']) ? object['metadata'] : {}
  const isEmpty = Object.keys(annotations).length === 0
  return { ...object, metadata: isEmpty ? metadata : { ...metadata, annotations } }
}
