import { atPointer } from '../../../../src/json/at-pointer.ts'
import type { JsonObject } from '../../../../src/model/json.ts'
import { listObjects, type KubernetesObject } from '../api-client.ts'
import { listPath, liveTypes } from '../federated-types.ts'
import type { LiveKubeFed } from '../live-kubefed.ts'
import { withoutServerFields } from '../server-fields.ts'

/** An object as it was at some time: who it is, how often its wishes were changed, and what they are. */
export interface SnapshotObject {
  readonly uid: string
  readonly generation: number | undefined
  readonly content: JsonObject
}

/** Everything that runs in the members, Pods included, by `<cluster> <kind> <namespace>/<name>`. */
export type Snapshot = Readonly<Record<string, SnapshotObject>>

const paths = [...liveTypes.map(listPath), '/api/v1/pods']

/**
 * Reads everything of the members that is of a federated type, whoever made it, and the Pods. The ReplicaSets of Deployments are
 * called after the hash of the template, so that a rollout shows by their names.
 */
export async function takeSnapshot({ members }: LiveKubeFed): Promise<Snapshot> {
  const taken = await Promise.all(
    [...members].map(async ([cluster, { address }]) => {
      const objects = (await Promise.all(paths.map((path) => listObjects(address, path)))).flat()
      return objects.map((each) => [`${cluster} ${nameOf(each)}`, snapshotObject(each)] as const)
    }),
  )
  return Object.fromEntries(taken.flat().toSorted(([left], [right]) => (left < right ? -1 : 1)))
}

const nameOf = ({ kind, metadata: { namespace = '', name } }: KubernetesObject): string =>
  `${kind} ${namespace}/${name}`

function snapshotObject(object: KubernetesObject): SnapshotObject {
  const { uid, generation } = object.metadata
  return {
    uid: String(uid),
    generation: generation as number | undefined,
    content: withoutServerFields(object),
  }
}

/**
 * A snapshot without KubeFed's label, which its controllers take from what no federated object is for; a Job that has no label left
 * gets those of its Pods from the API server.
 */
export function withoutKubeFedLabel(snapshot: Snapshot): Snapshot {
  return Object.fromEntries(
    Object.entries(snapshot).map(([key, object]) => [
      key,
      { ...object, content: withLabels(object.content, labelsAfter(object.content)) },
    ]),
  )
}

function labelsAfter(content: JsonObject): JsonObject {
  const { 'kubefed.io/managed': managed, ...labels } = (atPointer(content, '/metadata/labels') ??
    {}) as JsonObject
  if (managed === undefined || content['kind'] !== 'Job' || Object.keys(labels).length > 0) return labels
  return (atPointer(content, '/spec/template/metadata/labels') ?? {}) as JsonObject
}

function withLabels(content: JsonObject, labels: JsonObject): JsonObject {
  const { labels: _, ...metadata } = content['metadata'] as JsonObject
  return { ...content, metadata: { ...metadata, ...(Object.keys(labels).length > 0 && { labels }) } }
}
