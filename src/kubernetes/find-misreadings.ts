import { getOwn, isObject } from '../json/own.ts'
import { childPointer } from '../json/pointer.ts'
import type { JsonObject } from '../model/json.ts'

/** What makes a reader of an object's file find something else than this one object, and where in the object. */
export interface Misreading {
  readonly pointer: string
  readonly problem: MisreadingProblem
}

/**
 * A `list`: the reader takes the object for a list of others. Another `identity`: it reads the object's kind,
 * apiVersion or name from here. A `directive`: it obeys the annotation, and leaves the object out or renames it.
 */
export type MisreadingProblem = 'list' | 'identity' | 'directive'

/**
 * Everything for which a reader of the object's file would not find exactly this one object. This alone
 * decides what one file may hold; it follows apimachinery (UnstructuredJSONScheme.Decode and Unstructured.IsList, of
 * pkg/apis/meta/v1/unstructured), which go by the field `items` alone whatever the kind and, in the former, the value;
 * Go's encoding/json, by which API servers read kind and apiVersion (pkg/runtime/serializer/json/meta.go) and which
 * ignores the case of keys; and kustomize (api/resource/factory.go, DropLocalNodes; api/konfig/general.go).
 */
export function findMisreadings({ metadata, ...object }: JsonObject): readonly Misreading[] {
  const identity = isObject(metadata) ? metadata : {}
  const annotations = isObject(identity['annotations']) ? identity['annotations'] : {}
  return [
    ...Object.keys(object).flatMap((key): Misreading[] => {
      if (listKey.test(key)) return [{ pointer: childPointer('', key), problem: 'list' }]
      return isMisspelt(key, typeKey) ? [{ pointer: childPointer('', key), problem: 'identity' }] : []
    }),
    ...Object.keys(identity)
      .filter((key) => isMisspelt(key, nameKey))
      .map((key): Misreading => ({ pointer: childPointer('/metadata', key), problem: 'identity' })),
    ...Object.keys(annotations)
      .filter((key) => isDirective(key, annotations))
      .map((key): Misreading => ({
        pointer: childPointer('/metadata/annotations', key),
        problem: 'directive',
      })),
  ]
}

// The flag u folds as encoding/json does: U+017F is an s, and U+212A a k.
const listKey = /^items$/iu
const typeKey = /^(?:apiVersion|kind|metadata)$/iu
const nameKey = /^(?:name|namespace)$/iu

/** Whether a reader that ignores case takes a key for one of the pattern, and another reader does not. */
function isMisspelt(key: string, pattern: RegExp): boolean {
  return pattern.test(key) && !properKeys.has(key)
}

const properKeys: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'name', 'namespace'])

/** Whether kustomize obeys an annotation; it takes its own away, so that none can be meant for the cluster. */
function isDirective(key: string, annotations: JsonObject): boolean {
  if (key === 'config.kubernetes.io/local-config') return getOwn(annotations, key) !== 'false'
  return key.startsWith('internal.config.kubernetes.io/')
}
