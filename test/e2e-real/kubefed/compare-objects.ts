import { isArray } from '../../../src/json/own.ts'
import type { JsonObject } from '../../../src/model/json.ts'
import { ask, type Answer, type KubernetesObject } from './api-client.ts'
import type { Difference } from './difference.ts'
import { objectPath, typeOf } from './federated-types.ts'
import { jsonDifferences } from './json-differences.ts'
import type { LiveKubeFed } from './live-kubefed.ts'
import { withoutServerFields } from './server-fields.ts'
import type { LiveState } from './settle.ts'
import type { Finding, Rendering } from './sources.ts'

/** A namespace of each member in which objects are created only for a try. */
export const tryNamespace = 'compared'

/** What is compared with what. */
export interface ObjectComparison {
  readonly live: LiveKubeFed
  readonly state: LiveState
  /** What there was before the last change of the sources. */
  readonly previous: LiveState | undefined
  readonly rendering: Rendering
  readonly sources: ReadonlyMap<string, KubernetesObject>
  /** The clusters in which KubeFed leaves an object as it is, by the object. */
  readonly left: ReadonlyMap<string, ReadonlySet<string>>
}

/** What members have otherwise than fedrender renders, and what their API servers refuse, by object and member. */
export interface ObjectReport {
  readonly compared: number
  readonly differences: readonly Difference[]
  readonly refusals: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** Compares every object of every member with what is rendered for it, each as the API server completes it. */
export async function compareObjects(comparison: ObjectComparison): Promise<ObjectReport> {
  const pairs = [...comparison.live.members].flatMap(([cluster, { address }]) => {
    const objects = comparison.state.members.get(cluster) ?? new Map<string, KubernetesObject>()
    const rendered = comparison.rendering.clusters.get(cluster) ?? new Map<string, KubernetesObject>()
    return [...new Set([...objects.keys(), ...rendered.keys()])].map((key): Pair => ({
      key,
      cluster,
      address,
      object: objects.get(key),
      rendered: rendered.get(key),
    }))
  })
  const results = await Promise.all(pairs.map((pair) => comparePair(pair, comparison)))
  const refusals = new Map<string, Map<string, string>>()
  for (const { pair, refusal } of results) {
    if (refusal === undefined) continue
    refusals.set(pair.key, new Map([...(refusals.get(pair.key) ?? []), [pair.cluster, refusal]]))
  }
  const none: readonly Finding[] = []
  return {
    compared: pairs.length,
    refusals,
    differences: results.flatMap(({ pair: { key, cluster }, differences }) =>
      differences.map(({ pointer, left, right }): Difference => ({
        about: 'object',
        key,
        cluster,
        pointer,
        kubefed: left,
        fedrender: right,
        source: comparison.sources.get(key),
        federated: comparison.state.federated.get(key),
        findings: comparison.rendering.findings.get(key) ?? none,
        refusals: refusals.get(key) ?? new Map(),
        previous: comparison.previous?.members.get(cluster)?.get(key),
      })),
    ),
  }
}

interface Pair {
  readonly key: string
  readonly cluster: string
  readonly address: string
  readonly object: KubernetesObject | undefined
  readonly rendered: KubernetesObject | undefined
}

interface PairResult {
  readonly pair: Pair
  readonly differences: ReturnType<typeof jsonDifferences>
  readonly refusal?: string | undefined
}

const cleaned = (object: KubernetesObject | undefined): JsonObject | undefined =>
  object && withoutServerFields(object)

async function comparePair(pair: Pair, { left, previous }: ObjectComparison): Promise<PairResult> {
  const { key, cluster, object, rendered } = pair
  if (left.get(key)?.has(cluster) === true) {
    const before = previous?.members.get(cluster)?.get(key)
    return { pair, differences: jsonDifferences(cleaned(object), cleaned(before)) }
  }
  if (rendered === undefined) return { pair, differences: jsonDifferences(cleaned(object), undefined) }
  const created = await tryCreation(pair.address, rendered)
  if (created.status >= 300) {
    const differences = jsonDifferences(cleaned(object), cleaned(rendered))
    return { pair, differences, refusal: messageOf(created) }
  }
  const differences = jsonDifferences(cleaned(object), cleaned(created.body as KubernetesObject))
  if (differences.length === 0 || object === undefined) return { pair, differences }
  const updated = await tryUpdate(pair.address, rendered)
  return { pair, differences, refusal: updated.status === 422 ? messageOf(updated) : undefined }
}

const messageOf = ({ status, body }: Answer): string => `${status} ${String(body['message'])}`

/** What a creation beside the object would make of it; ports of nodes are taken. */
function tryCreation(address: string, rendered: KubernetesObject): Promise<Answer> {
  const type = typeOf(rendered.kind)
  const { name } = rendered.metadata
  const place = type.isNamespaced ? { namespace: tryNamespace } : { name: `${tryNamespace}-${name}` }
  const body = { ...withoutNodePorts(rendered), metadata: { ...rendered.metadata, ...place } }
  return ask(address, 'POST', `${objectPath(type, tryNamespace)}?dryRun=All&fieldManager=e2e`, body)
}

/** What the object itself would become. */
function tryUpdate(address: string, rendered: KubernetesObject): Promise<Answer> {
  const { namespace = '', name } = rendered.metadata
  const path = objectPath(typeOf(rendered.kind), namespace, name)
  return ask(address, 'PATCH', `${path}?dryRun=All&force=true&fieldManager=e2e`, rendered)
}

function withoutNodePorts(object: KubernetesObject): JsonObject {
  const spec = object['spec'] as JsonObject | undefined
  if (object.kind !== 'Service' || spec?.['ports'] === undefined || !isArray(spec['ports'])) return object
  const ports = spec['ports'].map((each) => {
    const { nodePort: _, ...port } = each as JsonObject
    return port
  })
  return { ...object, spec: { ...spec, ports } }
}
