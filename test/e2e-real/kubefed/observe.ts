import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../../src/model/json.ts'
import { demand, type KubernetesObject } from './api-client.ts'
import { keyOf, objectPath, typeOf } from './federated-types.ts'
import { randomOf } from './generate/random.ts'
import type { LiveKubeFed } from './live-kubefed.ts'
import type { LiveState } from './settle.ts'

/** How many Pods of a workload run and how many find no node. */
export interface Seen {
  readonly ready: number
  readonly running: number
  readonly unschedulable: number
}

/** What is seen of a workload: all ready, some of it, none; Pods without a node, of a workload before its count went down, too. */
export function randomSeen(seed: string, cluster: string, key: string, replicas: number): Seen {
  const random = randomOf(`${seed}/${cluster}/${key}`)
  const some = random.integer(0, replicas)
  return random.pick<Seen>([
    { ready: replicas, running: 0, unschedulable: 0 },
    { ready: 0, running: 0, unschedulable: 0 },
    { ready: some, running: some, unschedulable: Math.min(2, replicas - some) },
    { ready: 0, running: 0, unschedulable: 3 },
  ])
}

/**
 * Gives workloads of the members a status, and Pods, as a kubelet and the controllers would; those must not run.
 *
 * @param keys the workloads, by `<namespace>/<type>/<name>`
 * @param seen what is to be seen of one with so many replicas
 */
export async function observeWorkloads(
  { members }: LiveKubeFed,
  state: LiveState,
  keys: ReadonlySet<string>,
  seen: (cluster: string, key: string, replicas: number) => Seen,
): Promise<void> {
  await Promise.all(
    [...members].flatMap(([cluster, { address }]) =>
      [...(state.members.get(cluster)?.values() ?? [])]
        .filter((object) => keys.has(keyOf(object)))
        .map((object) => {
          const { replicas = 1 } = object['spec'] as { readonly replicas?: number }
          return observe(address, object, replicas, seen(cluster, keyOf(object), replicas))
        }),
    ),
  )
}

async function observe(
  address: string,
  object: KubernetesObject,
  replicas: number,
  { ready, running, unschedulable }: Seen,
): Promise<void> {
  const { name, namespace = '' } = object.metadata
  const path = objectPath(typeOf(object.kind), namespace, name)
  const found = await demand(address, 'GET', path)
  const counts = { replicas, readyReplicas: ready, availableReplicas: ready }
  await demand(address, 'PUT', `${path}/status`, { ...found, status: counts })
  const statuses = [
    ...Array.from({ length: running }, () => runningStatus),
    ...Array.from({ length: unschedulable }, () => unschedulableStatus),
  ]
  const { selector } = object['spec'] as { readonly selector: { readonly matchLabels: JsonObject } }
  const pods = `/api/v1/namespaces/${namespace}/pods`
  for (const [index, status] of statuses.entries()) {
    const pod = await demand(address, 'POST', pods, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `${name}-seen-${index}`, labels: selector.matchLabels },
      spec: { containers: [{ name: 'c', image: 'registry.example.com/x:1' }] },
    })
    await demand(address, 'PUT', `${pods}/${name}-seen-${index}/status`, { ...pod, status })
  }
}

const runningStatus: JsonObject = {
  phase: 'Running',
  conditions: [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Ready', status: 'True' },
  ],
}

/** For longer than the minute that KubeFed waits. */
const unschedulableStatus: JsonObject = {
  phase: 'Pending',
  conditions: [
    {
      type: 'PodScheduled',
      status: 'False',
      reason: 'Unschedulable',
      lastTransitionTime: '2020-01-01T00:00:00Z',
    },
  ],
}

/** Dumps what runs in the members, as the page on replica scheduling says, for a repository. */
export function dumpMembers({ members }: LiveKubeFed, directory: string): void {
  const observed = join(directory, 'observed')
  mkdirSync(observed, { recursive: true })
  for (const [name, { kubectl }] of members) {
    const types = 'deployments.apps,replicasets.apps,pods'
    const dump = kubectl(['get', types, '--all-namespaces', '--output=yaml'])
    writeFileSync(join(observed, `${name}.yaml`), dump)
  }
}
