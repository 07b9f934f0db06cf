import { atPointer } from '../../../../src/json/at-pointer.ts'
import type { Json, JsonObject } from '../../../../src/model/json.ts'
import type { KubernetesObject } from '../api-client.ts'
import type { Difference } from '../difference.ts'
import type { Seen } from '../observe.ts'

/** A difference that is meant: what KubeFed does, what fedrender does, and why. */
export interface Reason {
  /** What the objects of its example are called, too. */
  readonly name: string
  readonly kubefed: string
  readonly fedrender: string
  readonly why: string
  /** Whether a difference is of this kind, and of no other. */
  excuses(difference: Difference): boolean
  readonly example: Example
}

/** Objects that show a difference, and all that is different about them. */
export interface Example {
  readonly created: readonly KubernetesObject[]
  /** What they become in the second round, without which nothing is different; else they stay as they are. */
  readonly changed?: readonly KubernetesObject[]
  /** What is to be seen of its workloads when plans are compared, which shows the difference; by the key and the cluster. */
  readonly seen?: Readonly<Record<string, Seen>>
  /** Every difference of the round: what, cluster and pointer, with what KubeFed and fedrender have. */
  readonly shows: readonly string[]
}

/** The namespace of the examples, which is placed in all members. */
export const exampleNamespace = 'examples'

/** A federated object of an example. */
export function federated(
  kind: string,
  name: string,
  spec: JsonObject,
  metadata: JsonObject = {},
  namespace: string = exampleNamespace,
): KubernetesObject {
  return {
    apiVersion: 'types.kubefed.io/v1beta1',
    kind: `Federated${kind}`,
    metadata: { name, namespace, ...metadata },
    spec: { placement: { clusterSelector: {} }, ...spec },
  }
}

/** The overrides of one cluster. */
export const overridesOf = (clusterName: string, ...clusterOverrides: readonly JsonObject[]): JsonObject => ({
  overrides: [{ clusterName, clusterOverrides }],
})

/** The template of a small workload. */
export function workload(name: string, spec: JsonObject = {}): JsonObject {
  const labels = { app: name }
  const containers = [{ name: 'c', image: 'registry.example.com/x:1' }]
  return {
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers } },
      ...spec,
    },
  }
}

/** The template of a small Job. */
export const jobTemplate: JsonObject = {
  spec: {
    template: {
      spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'registry.example.com/x:1' }] },
    },
  },
}

/** The overrides of a federated object for a cluster, in order. */
export function overridesIn({ source, cluster }: Difference): readonly JsonObject[] {
  const spec = source?.['spec'] as Partial<Readonly<Record<'overrides', readonly JsonObject[]>>> | undefined
  const all = spec?.overrides ?? []
  return all
    .filter(({ clusterName }) => cluster === '' || clusterName === cluster)
    .flatMap(({ clusterOverrides }) => (clusterOverrides ?? []) as readonly JsonObject[])
}

/** The replicas that a federated object gives to a cluster by its template and its overrides; the API server makes 1 of none. */
export function countOf(object: JsonObject | undefined, cluster: string): Json {
  const { template = {}, overrides = [] } = (object?.['spec'] ?? {}) as {
    readonly template?: JsonObject
    readonly overrides?: readonly JsonObject[]
  }
  const own = overrides
    .filter(({ clusterName }) => clusterName === cluster)
    .flatMap(({ clusterOverrides }) => (clusterOverrides ?? []) as readonly JsonObject[])
    .find(({ path }) => path === '/spec/replicas')
  if (own === undefined) return atPointer(template, '/spec/replicas') ?? 1
  return own['op'] === 'remove' ? 1 : (own['value'] ?? 1)
}

/** Whether fedrender reports one of these codes of the object. */
export const reports = ({ findings }: Difference, ...codes: readonly string[]): boolean =>
  findings.some(({ code }) => codes.includes(code))

/** Whether a member has an object of which fedrender renders nothing. */
export const isHeld = ({ about, pointer, kubefed, fedrender }: Difference): boolean =>
  about === 'object' && pointer === '' && kubefed !== undefined && fedrender === undefined
