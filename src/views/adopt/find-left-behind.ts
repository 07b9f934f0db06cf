import { atPointer } from '../../json/at-pointer.ts'
import { getOwn, isArray } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import { managedLabel } from '../../kubefed/managed-label.ts'
import { groupKindOf } from '../../kubernetes/group-kind.ts'
import { groupOf, pluralName } from '../../kubernetes/group-version-kind.ts'
import type { ObjectIdentity } from '../../model/fleet-diff.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { JsonObject } from '../../model/json.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { inCluster, objectPath } from '../../output/layout.ts'
import { liveKey, metadataText, type LiveObjects } from './live-objects.ts'

const label = childPointer('/metadata/labels', managedLabel)

/**
 * The objects that have KubeFed's managed label and are not in the fleet, one for each cluster. What a controller made
 * for another object is not KubeFed's, although it may have copied the label. Of what is held because of an error
 * nothing is known, so it is not left behind.
 */
export function findLeftBehind(
  fleet: Fleet,
  observed: ReadonlyMap<string, LiveObjects>,
): readonly { readonly object: ObjectIdentity; readonly cluster: string }[] {
  const rendered = renderedKeys(fleet)
  const inError = fleet.held.filter(
    ({ reason }) => reason === 'object-in-error' || reason === 'sources-in-error',
  )
  const heldReason = createHeldLookup(inError)
  return [...observed].flatMap(([cluster, live]) =>
    [...live].flatMap(([key, object]) => {
      const isRendered = rendered.get(cluster)?.has(key) ?? false
      if (isRendered || atPointer(object, label) !== 'true' || isMadeForAnother(object, live)) return []
      const identity = identify(object)
      return heldReason(inCluster(cluster, identity.path)) === undefined
        ? [{ object: identity, cluster }]
        : []
    }),
  )
}

function renderedKeys({ objects }: Fleet): ReadonlyMap<string, ReadonlySet<string>> {
  const keys = new Map<string, Set<string>>()
  for (const { variants } of objects) {
    for (const { object, clusters } of variants) {
      const key = liveKey(object)
      for (const cluster of clusters) {
        const known = keys.get(cluster)
        if (known === undefined) keys.set(cluster, new Set([key]))
        else known.add(key)
      }
    }
  }
  return keys
}

/** The Endpoints of a Service have its labels and no owner (kubernetes: pkg/controller/endpoint). */
function isMadeForAnother(object: JsonObject, live: LiveObjects): boolean {
  const owners = atPointer(object, '/metadata/ownerReferences')
  if (isArray(owners) && owners.length > 0) return true
  return groupKindOf(object) === 'Endpoints' && live.has(liveKey({ ...object, kind: 'Service' }))
}

function identify(object: JsonObject): ObjectIdentity {
  const [kind, apiVersion] = [getOwn(object, 'kind'), getOwn(object, 'apiVersion')].map(String)
  const group = groupOf(apiVersion ?? '')
  const type = `${pluralName(kind ?? '')}${group === '' ? '' : `.${group}`}`
  const [namespace, name] = [metadataText(object, 'namespace'), metadataText(object, 'name')]
  const path = objectPath({ namespace: namespace === '' ? undefined : namespace, type, name })
  return {
    path,
    type,
    kind: kind ?? '',
    ...(namespace !== '' && { namespace }),
    name,
  }
}
