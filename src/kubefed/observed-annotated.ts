import { objectAt, textAt } from '../json/fields.ts'
import { groupOf } from '../kubernetes/group-version-kind.ts'
import type { JsonObject } from '../model/json.ts'
import type { AnnotatedObjects } from '../model/observed-cluster.ts'
import { observedKey } from './observed-key.ts'

/** Whether each observed object of one cluster has annotations. */
export function indexAnnotated(objects: Iterable<JsonObject>): AnnotatedObjects {
  const annotated = new Map<string, boolean>()
  for (const object of objects) {
    const metadata = objectAt(object, 'metadata')
    const [group, kind] = [groupOf(textAt(object, 'apiVersion')), textAt(object, 'kind')]
    const [namespace, name] = [textAt(metadata, 'namespace'), textAt(metadata, 'name')]
    const hasAny = Object.keys(objectAt(metadata, 'annotations')).length > 0
    annotated.set(observedKey({ group, kind, namespace, name }), hasAny)
  }
  return annotated
}
