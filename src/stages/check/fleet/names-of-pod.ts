import { objectAt } from '../../../json/fields.ts'
import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { groupKind } from '../../../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../../../model/json.ts'

/** Takes the name of an object, of a `Kind.group`, at a key of a mapping, which is at a pointer; none where it is no text. */
export type AddName = (
  kind: string,
  holder: JsonObject,
  key: string,
  pointer: string,
  namespace?: string,
) => void

/** The lists of containers of a Pod. */
export const containerLists: readonly string[] = ['initContainers', 'containers', 'ephemeralContainers']

/**
 * Adds what a Pod needs: ConfigMaps and Secrets that are not optional, its ServiceAccount and its PriorityClass (k8s.io/api
 * core/v1, PodSpec).
 */
export function addNamesOfPod(spec: JsonObject, pointer: string, add: AddName): void {
  for (const list of containerLists) {
    for (const [container, at] of itemsOf(spec, list, pointer)) addNamesOfContainer(container, at, add)
  }
  for (const [volume, at] of itemsOf(spec, 'volumes', pointer)) {
    addRequired(['ConfigMap', 'configMap'], volume, at, add)
    addRequired(['Secret', 'secret', 'secretName'], volume, at, add)
    const projected = objectAt(volume, 'projected')
    for (const [source, below] of itemsOf(projected, 'sources', `${at}/projected`)) {
      addRequired(['ConfigMap', 'configMap'], source, below, add)
      addRequired(['Secret', 'secret'], source, below, add)
    }
  }
  for (const [secret, at] of itemsOf(spec, 'imagePullSecrets', pointer)) add('Secret', secret, 'name', at)
  add('ServiceAccount', spec, 'serviceAccountName', pointer)
  add(groupKind('scheduling.k8s.io', 'PriorityClass'), spec, 'priorityClassName', pointer)
}

function addNamesOfContainer(container: JsonObject, pointer: string, add: AddName): void {
  for (const [variable, at] of itemsOf(container, 'env', pointer)) {
    const from = objectAt(variable, 'valueFrom')
    addRequired(['ConfigMap', 'configMapKeyRef'], from, `${at}/valueFrom`, add)
    addRequired(['Secret', 'secretKeyRef'], from, `${at}/valueFrom`, add)
  }
  for (const [from, at] of itemsOf(container, 'envFrom', pointer)) {
    addRequired(['ConfigMap', 'configMapRef'], from, at, add)
    addRequired(['Secret', 'secretRef'], from, at, add)
  }
}

function addRequired(
  [kind, key, nameKey = 'name']: readonly [kind: string, key: string, nameKey?: string],
  holder: JsonObject,
  pointer: string,
  add: AddName,
): void {
  const source = objectAt(holder, key)
  if (source['optional'] !== true) add(kind, source, nameKey, `${pointer}/${key}`)
}

/** The mappings of a list at a key, each with its pointer. */
export function itemsOf(
  holder: JsonObject,
  key: string,
  pointer: string,
): readonly (readonly [item: JsonObject, pointer: string])[] {
  const list = getOwn(holder, key)
  if (!isArray(list)) return []
  return list.flatMap((item, index) =>
    isObject(item) ? [[item, `${pointer}/${key}/${index}`] as const] : [],
  )
}
