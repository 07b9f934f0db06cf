import { atPointer } from '../json/at-pointer.ts'
import { childPointer } from '../json/pointer.ts'
import { groupOf } from '../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../model/json.ts'
import type { Unmanaged, UnmanagedObjects } from '../model/observed-cluster.ts'
import { managedLabel } from './managed-label.ts'
import { observedKey } from './observed-key.ts'

const labelPointer = childPointer('/metadata/labels', managedLabel)

/**
 * The observed objects of one cluster that KubeFed does not manage
 * (KubeFed: pkg/controller/util/managedlabel.go, HasManagedLabel and IsExplicitlyUnmanaged).
 */
export function indexUnmanaged(objects: Iterable<JsonObject>): UnmanagedObjects {
  const unmanaged = new Map<string, Unmanaged>()
  for (const object of objects) {
    const label = atPointer(object, labelPointer)
    if (label === 'true') continue
    const [apiVersion, kind] = [text(object, '/apiVersion'), text(object, '/kind')]
    const [namespace, name] = [text(object, '/metadata/namespace'), text(object, '/metadata/name')]
    const key = observedKey({ group: groupOf(apiVersion), kind, namespace, name })
    unmanaged.set(key, label === 'false' ? 'label-false' : 'label-missing')
  }
  return unmanaged
}

function text(object: JsonObject, pointer: string): string {
  const value = atPointer(object, pointer)
  return typeof value === 'string' ? value : ''
}
