import { getOwn, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { JsonObject } from '../../model/json.ts'

/** What makes a reader of an object's file find something else than this one object, and where in the object. */
export type Misreading =
  /** Readers take the object for a list of others. */
  | { readonly kind: 'list'; readonly pointer: string }
  /** Readers that ignore the case of keys take the field for the one that defines what the object is. */
  | { readonly kind: 'identity'; readonly pointer: string; readonly takenFor: string }
  /** kustomize obeys the annotation, and leaves the object out or gives it another name. */
  | { readonly kind: 'directive'; readonly pointer: string }

/**
 * Everything for which a reader of the object's file would not find exactly this one object. This alone decides what
 * one file may hold; it follows apimachinery (UnstructuredJSONScheme.Decode and Unstructured.IsList, of
 * pkg/apis/meta/v1/unstructured), which goes by the field `items` alone, whatever the kind and even where it is null;
 * Go's encoding/json, by which API servers read kind and apiVersion (pkg/runtime/serializer/json/meta.go) and which
 * ignores the case of keys; and kustomize (api/resource/factory.go, DropLocalNodes; api/internal/utils/annotations.go).
 */
export function findMisreadings(object: JsonObject): readonly Misreading[] {
  const { metadata } = object
  const identity = isObject(metadata) ? metadata : {}
  const annotations = isObject(identity['annotations']) ? identity['annotations'] : {}
  const found: Misreading[] = []
  for (const key of Object.keys(object)) {
    if (foldCase(key) === 'items') found.push({ kind: 'list', pointer: childPointer('', key) })
    else addOtherSpelling(key, '', typeKeys, found)
  }
  for (const key of Object.keys(identity)) addOtherSpelling(key, '/metadata', nameKeys, found)
  for (const key of Object.keys(annotations)) {
    if (!isDirective(key, annotations)) continue
    found.push({ kind: 'directive', pointer: childPointer('/metadata/annotations', key) })
  }
  return found
}

const typeKeys = byFoldedCase('apiVersion', 'kind', 'metadata')
const nameKeys = byFoldedCase('name', 'namespace')

function byFoldedCase(...keys: readonly string[]): ReadonlyMap<string, string> {
  return new Map(keys.map((key) => [foldCase(key), key]))
}

/** As encoding/json compares keys: U+017F is an s, and U+212A a k, which toLowerCase makes of it. */
function foldCase(key: string): string {
  return key.replaceAll('\u017F', 's').toLowerCase()
}

function addOtherSpelling(
  key: string,
  parent: string,
  known: ReadonlyMap<string, string>,
  found: Misreading[],
): void {
  const takenFor = known.get(foldCase(key))
  if (takenFor === undefined || takenFor === key) return
  found.push({ kind: 'identity', pointer: childPointer(parent, key), takenFor })
}

/** Whether kustomize obeys an annotation; it takes its own away, so that none can be meant for the cluster. */
function isDirective(key: string, annotations: JsonObject): boolean {
  if (key === 'config.kubernetes.io/local-config') return getOwn(annotations, key) !== 'false'
  return key.startsWith('internal.config.kubernetes.io/')
}
