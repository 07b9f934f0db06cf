import { request } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JsonObject } from '../../../src/model/json.ts'
import { demand, type KubernetesObject } from './api-client.ts'
import { federatedListPath, keyOf, typeOf } from './federated-types.ts'

/** How many replicas the overrides of a federated object give to clusters. */
export function countsOf({ spec }: KubernetesObject): Readonly<Record<string, number>> {
  const { overrides = [] } = (spec ?? {}) as { readonly overrides?: readonly JsonObject[] }
  return Object.fromEntries(
    overrides.flatMap(({ clusterName, clusterOverrides }) =>
      ((clusterOverrides ?? []) as readonly JsonObject[])
        // One that only removes the count gives none.
        .filter(({ path, value }) => path === '/spec/replicas' && value !== undefined)
        .map(({ value }) => [String(clusterName), Number(value)] as const),
    ),
  )
}

/** A watch of the counts that are written to federated objects. */
export interface CountWatch {
  /** The first counts that were written to each object since the watch began, by its key. */
  readonly first: ReadonlyMap<string, Readonly<Record<string, number>>>
  end(): void
}

/** Watches the workloads of a host; only the first change of the counts of each is kept. */
export async function watchCounts(
  address: string,
  before: ReadonlyMap<string, KubernetesObject>,
): Promise<CountWatch> {
  const first = new Map<string, Readonly<Record<string, number>>>()
  const see = (object: KubernetesObject): void => {
    const key = keyOf(object)
    const known = before.get(key)
    if (first.has(key) || known === undefined) return
    const counts = countsOf(object)
    if (JSON.stringify(counts) !== JSON.stringify(countsOf(known))) first.set(key, counts)
  }
  const paths = ['Deployment', 'ReplicaSet'].map((kind) => federatedListPath(typeOf(kind)))
  const ends = await Promise.all(paths.map((path) => watch(address, path, see)))
  return { first, end: () => ends.forEach((end) => end()) }
}

async function watch(
  address: string,
  path: string,
  see: (object: KubernetesObject) => void,
): Promise<() => void> {
  const { metadata } = await demand(address, 'GET', path)
  const { resourceVersion } = metadata as { readonly resourceVersion: string }
  const asked = request(`${address}${path}?watch=true&resourceVersion=${resourceVersion}`, {
    headers: { Authorization: 'Bearer e2e' },
    rejectUnauthorized: false,
  })
  let rest = ''
  asked.on('response', (response) =>
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const lines = `${rest}${chunk}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) see((JSON.parse(line) as { readonly object: KubernetesObject }).object)
    }),
  )
  // The end of the watch is no fault.
  asked.on('error', () => {})
  asked.end()
  await sleep(100)
  return () => asked.destroy()
}
