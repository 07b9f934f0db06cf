import type { JsonObject } from '../../../../src/model/json.ts'
import type { KubernetesObject } from '../api-client.ts'
import { randomOf, type Random } from './random.ts'
import { randomOverrides } from './random-overrides.ts'
import { randomPlacement } from './random-placement.ts'
import { randomPreference } from './random-preference.ts'
import { randomTemplate } from './random-template.ts'

/** How many federated objects there are, and of which seed. */
export interface FleetSize {
  readonly objects: number
  readonly seed: string
}

/** The placement of each namespace; the last has no FederatedNamespace. */
const namespaces: Readonly<Record<string, JsonObject | undefined>> = {
  n0: { clusterSelector: {} },
  n1: { clusterSelector: { matchLabels: { env: 'prod' } } },
  n2: { clusters: [{ name: 'us-east' }, { name: 'ap-south' }] },
  n3: { clusters: [] },
  n4: { clusterSelector: {} },
  n5: undefined,
}

/** The namespaces of the host, in which federated objects are. */
export const namespaceNames: readonly string[] = Object.keys(namespaces)

const kinds = repeat({
  ConfigMap: 5,
  Deployment: 5,
  Service: 4,
  ReplicaSet: 2,
  Secret: 2,
  ServiceAccount: 2,
  Job: 2,
  Ingress: 2,
  ClusterRole: 1,
})

const inNamespaces = repeat({ n0: 8, n1: 3, n2: 3, n3: 1, n4: 3, n5: 1 })

/** Each name as often as its number says. */
function repeat(numbers: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(numbers).flatMap(([name, count]) => Array.from({ length: count }, () => name))
}

/** A fleet as it is created, or, in a later round, with most of its objects changed. */
export function randomFleet({ objects, seed }: FleetSize, round: number): readonly KubernetesObject[] {
  return [
    ...Object.entries(namespaces).flatMap(([name, placement]) =>
      placement === undefined ? [] : [federatedNamespace(name, placement, randomOf(`${seed}/${name}`))],
    ),
    ...Array.from({ length: objects }, (_, index) => randomObject(seed, index, round)).flat(),
  ]
}

function federatedNamespace(name: string, placement: JsonObject, random: Random): KubernetesObject {
  return {
    apiVersion: 'types.kubefed.io/v1beta1',
    kind: 'FederatedNamespace',
    metadata: { name, namespace: name },
    spec: { template: randomTemplate('Namespace', name, random), placement },
  }
}

/** What no round changes about an object. */
interface Fixed {
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly isChanged: boolean
  /** Whether the first round deletes it. */
  readonly goes: boolean
  readonly template: JsonObject
  readonly isScheduled: boolean
  readonly isOrphaning: boolean
  /** Absent where the object does not say it. */
  readonly retainReplicas?: boolean
}

function fixedOf(seed: string, index: number): Fixed {
  const random = randomOf(`${seed}/${index}`)
  const kind = random.pick(kinds)
  const name = `${kind.toLowerCase()}-${index}`
  const namespace = random.pick(inNamespaces)
  // A Job is of the type that is disabled later.
  const isChanged = kind !== 'Job' && random.chance(0.8)
  const goes = kind !== 'Job' && random.chance(0.04)
  const template = randomTemplate(kind, name, random)
  const isWorkload = kind === 'Deployment' || kind === 'ReplicaSet'
  const isScheduled = isWorkload && random.chance(0.3)
  const isOrphaning = random.chance(0.05)
  const retains = isWorkload && !isScheduled && random.chance(0.25)
  return {
    kind,
    name,
    namespace,
    isChanged,
    goes,
    template,
    isScheduled,
    isOrphaning,
    ...(retains && { retainReplicas: random.chance(0.8) }),
  }
}

/** A federated object, with a preference where it has one; the same but for what a round changes. */
function randomObject(seed: string, index: number, round: number): readonly KubernetesObject[] {
  const fixed = fixedOf(seed, index)
  if (fixed.goes && round > 0) return []
  const { kind, name, namespace, isChanged, isOrphaning } = fixed
  const random = randomOf(`${seed}/${index}/${isChanged ? round : 0}`)
  const object: KubernetesObject = {
    apiVersion: 'types.kubefed.io/v1beta1',
    kind: `Federated${kind}`,
    metadata: {
      name,
      ...(kind !== 'ClusterRole' && { namespace }),
      ...(isOrphaning && { annotations: { 'kubefed.io/orphan': 'true' } }),
    },
    spec: randomSpec(fixed, random, round),
  }
  return fixed.isScheduled ? [object, randomPreference(object, random)] : [object]
}

function randomSpec(fixed: Fixed, random: Random, round: number): JsonObject {
  const { kind, goes, isChanged, template, retainReplicas } = fixed
  // KubeFed cannot delete an object whose selector is none.
  const placement = goes ? { clusterSelector: {} } : randomPlacement(random)
  return {
    template: round > 0 && isChanged ? labelled(template, String(round)) : template,
    ...(placement !== undefined && { placement }),
    ...(random.chance(0.65) && { overrides: randomOverrides(kind, random) }),
    ...(retainReplicas !== undefined && { retainReplicas }),
  }
}

function labelled(template: JsonObject, round: string): JsonObject {
  const { metadata = {} } = template as { readonly metadata?: { readonly labels?: JsonObject } }
  return { ...template, metadata: { ...metadata, labels: { ...metadata.labels, round } } }
}
