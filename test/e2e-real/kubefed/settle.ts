import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Json } from '../../../src/model/json.ts'
import { stringifyExactJson } from '../../helpers/stringify-exact-json.ts'
import { listObjects, type KubernetesObject } from './api-client.ts'
import { federatedListPath, keyOf, listPath, liveTypes } from './federated-types.ts'
import type { LiveKubeFed } from './live-kubefed.ts'
import { withoutServerFields } from './server-fields.ts'

/** What there is on the host and in the members, by `<namespace or _cluster>/<type>/<name>`. */
export interface LiveState {
  readonly federated: ReadonlyMap<string, KubernetesObject>
  /** The objects with KubeFed's label, by the name of the member. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, KubernetesObject>>
}

/** Reads all federated objects, and what KubeFed manages in the members. */
export async function readLiveState({ host, members }: LiveKubeFed): Promise<LiveState> {
  const federated = await Promise.all(
    liveTypes.map((type) => listObjects(host.address, federatedListPath(type))),
  )
  const managed = await Promise.all(
    [...members].map(async ([name, { address }]) => {
      const lists = liveTypes.map((type) =>
        listObjects(address, `${listPath(type)}?labelSelector=kubefed.io%2Fmanaged%3Dtrue`),
      )
      return [name, byKey((await Promise.all(lists)).flat())] as const
    }),
  )
  return { federated: byKey(federated.flat()), members: new Map(managed) }
}

const byKey = (objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> =>
  new Map(objects.map((each) => [keyOf(each), each]))

/**
 * Waits until the sync controller has seen every federated object as it is, and nothing has changed for so many seconds;
 * gives what there is then. What controllers of Kubernetes write of their own does not count. Throws where that is not so in
 * ten minutes.
 *
 * @param disabled the names of types that no sync controller sees to
 */
export async function settle(
  live: LiveKubeFed,
  quietSeconds: number,
  disabled: ReadonlySet<string> = new Set(),
): Promise<LiveState> {
  let [last, since, unseen] = ['', Date.now(), ['all']]
  for (const deadline = since + 600_000; Date.now() < deadline; await sleep(1000)) {
    const state = await readLiveState(live)
    const now = digest(state)
    if (now !== last) since = Date.now()
    last = now
    unseen = [...state.federated].flatMap(([key, each]) => (isSeen(key, each, disabled) ? [] : [key]))
    if (unseen.length === 0 && Date.now() - since > quietSeconds * 1000) return state
  }
  throw new Error(`KubeFed is not at rest after ten minutes; not seen yet: ${unseen.join(', ')}`)
}

/** Whether the sync controller has come to an object since it was changed. */
function isSeen(key: string, { metadata, status }: KubernetesObject, disabled: ReadonlySet<string>): boolean {
  if (disabled.has(key.split('/')[1] ?? '')) return true
  const { observedGeneration } = (status ?? {}) as { readonly observedGeneration?: number }
  return observedGeneration === metadata['generation'] && metadata['deletionTimestamp'] === undefined
}

function digest({ federated, members }: LiveState): string {
  const sum = createHash('sha256')
  for (const [key, { spec = null, status = null }] of federated) {
    sum.update(`${key} ${stringifyExactJson([spec, status] as Json)}`)
  }
  for (const [name, objects] of members) {
    for (const [key, object] of objects) {
      sum.update(`${name} ${key} ${stringifyExactJson(withoutServerFields(object))}`)
    }
  }
  return sum.digest('hex')
}
