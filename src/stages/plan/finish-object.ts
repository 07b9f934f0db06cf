import { isObject } from '../../json/own.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import { keepAnnotations, type KeepOptions } from '../../kubefed/keep-annotations.ts'
import { managedLabel, orphanAnnotation } from '../../kubefed/managed-label.ts'
import { retainsReplicas } from '../../kubefed/retained-replicas.ts'
import type { DeliveryConfig } from '../../model/delivery-config.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Override } from '../../model/override.ts'
import type { RenderConfig } from '../../model/render-config.ts'

/** What is asked of an object besides its template and overrides. */
export interface FinishOptions {
  /** Leave `spec.replicas` to the member cluster, unless an override sets it. */
  readonly omitReplicas: boolean
  /** What the agents are to leave undone when the file of the object goes. */
  readonly keep: KeepOptions
}

/** What a federated object and the configuration ask of its objects. */
export function finishOptions({ manifest, type }: FederatedObject, config: RenderConfig): FinishOptions {
  return {
    omitReplicas: config.retainReplicas === 'omit' && retainsReplicas(manifest.value),
    keep: isOrphaned(manifest)
      ? keepAlways
      : isNamespaceType(type)
        ? keepNamespace(config.delivery)
        : keepNever,
  }
}

/** Whether a federated object asks that its objects stay in the clusters (KubeFed: pkg/controller/util/orphaning.go). */
export function isOrphaned({ value: { metadata } }: Manifest): boolean {
  const annotations = isObject(metadata) ? metadata['annotations'] : undefined
  return isObject(annotations) && annotations[orphanAnnotation] === 'true'
}

const keepAlways: KeepOptions = { argocd: ['Prune=false', 'Delete=false'], flux: true }

const keepNever: KeepOptions = { argocd: [], flux: false }

/** A Namespace takes everything in it along, so no agent that is configured deletes one by itself. */
function keepNamespace({ argocd, flux }: DeliveryConfig): KeepOptions {
  return { argocd: argocd ? ['Prune=false'] : [], flux: flux !== undefined }
}

/**
 * What KubeFed does to an object after its overrides, so that none of them can undo it: the managed label (KubeFed:
 * pkg/controller/util/managedlabel.go, AddManagedLabel), and here the stand-ins for retainReplicas and for orphaning,
 * and the annotations that keep the agents from deleting.
 */
export function finishObject(
  object: JsonObject,
  overrides: readonly Override[],
  options: FinishOptions,
): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const labels = isObject(metadata['labels']) ? metadata['labels'] : {}
  const finished: JsonObject = {
    ...object,
    metadata: {
      ...metadata,
      labels: { ...labels, [managedLabel]: 'true' },
      ...keepAnnotations(metadata, options.keep),
    },
  }
  return options.omitReplicas && !overrides.some(setsReplicas) ? withoutReplicas(finished) : finished
}

function setsReplicas({ path }: Override): boolean {
  return path === '/spec/replicas' || path === '/spec'
}

function withoutReplicas(object: JsonObject): JsonObject {
  const { spec } = object
  if (!isObject(spec)) return object
  const { replicas: _, ...rest } = spec
  return { ...object, spec: rest }
}
