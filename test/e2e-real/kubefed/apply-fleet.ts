import { ask, demand, type KubernetesObject } from './api-client.ts'
import { federatedPath, keyOf } from './federated-types.ts'
import type { LiveKubeFed } from './live-kubefed.ts'

/**
 * Puts federated objects and preferences on the host, each in place of what was there; throws what the host refuses. What was
 * applied before and is no longer among them is deleted.
 */
export async function applyFleet(
  { host: { address } }: LiveKubeFed,
  objects: readonly KubernetesObject[],
  before: readonly KubernetesObject[],
): Promise<void> {
  const paths = new Set(objects.map(pathOf))
  const gone = before.map(pathOf).filter((path) => !paths.has(path))
  await Promise.all(gone.map((path) => demand(address, 'DELETE', path)))
  await Promise.all(objects.map((each) => put(address, each)))
}

/** Creates or replaces an object; KubeFed may write it meanwhile, which is no reason to give up. */
async function put(address: string, object: KubernetesObject): Promise<void> {
  const path = pathOf(object)
  for (let tries = 0; tries < 20; tries++) {
    const found = await ask(address, 'GET', path)
    if (found.status === 404) {
      await demand(address, 'POST', path.replace(/\/[^/]+$/, ''), object)
      return
    }
    const { resourceVersion, finalizers = [] } = (found.body as KubernetesObject).metadata
    const metadata = {
      ...object.metadata,
      finalizers,
      ...(resourceVersion !== undefined && { resourceVersion }),
    }
    const { status, body } = await ask(address, 'PUT', path, { ...object, metadata })
    if (status === 200) return
    if (status !== 409) throw new Error(`PUT ${path}: ${status} ${String(body['message'])}`)
  }
  throw new Error(`${path} changes all the time`)
}

/** Makes namespaces. */
export async function createNamespaces(address: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
    await demand(address, 'POST', '/api/v1/namespaces', namespace)
  }
}

function pathOf(object: KubernetesObject): string {
  if (object.kind !== 'ReplicaSchedulingPreference') return federatedPath(object)
  const { namespace, name } = object.metadata
  const base = '/apis/scheduling.kubefed.io/v1alpha1'
  return `${base}/namespaces/${namespace}/replicaschedulingpreferences/${name}`
}

/** The federated objects of a fleet by `<namespace or _cluster>/<type>/<name>`. */
export function federatedByKey(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  return new Map(
    objects.filter(({ kind }) => kind.startsWith('Federated')).map((each) => [keyOf(each), each]),
  )
}
