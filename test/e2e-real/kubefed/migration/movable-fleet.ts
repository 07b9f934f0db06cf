import type { KubernetesObject } from '../api-client.ts'
import { keyOf, targetKey } from '../federated-types.ts'
import { randomFleet, type FleetSize } from '../generate/random-fleet.ts'
import { renderSources, writeSources, type Finding } from '../sources.ts'

/** What fedrender reports of an object of which it makes something else than KubeFed, on purpose. */
const meantToDiffer: ReadonlySet<string> = new Set(['namespace-not-federated', 'override-big-integer'])

/**
 * The objects of a random fleet of which fedrender renders what KubeFed makes: none in error, none that is kept for agents.
 *
 * @param directory a repository to find that out in
 * @param clusters the KubeFedClusters
 */
export function movableFleet(
  size: FleetSize,
  directory: string,
  clusters: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const all = randomFleet(size, 0)
  writeSources(directory, [...clusters, ...all])
  const { findings } = renderSources(directory, [])
  const federated = all.filter((each) => isFederated(each) && isMovable(each, findings.get(keyOf(each))))
  const keys = new Set(federated.map(keyOf))
  return [...federated, ...all.filter((each) => !isFederated(each) && keys.has(targetKey(each)))]
}

const isFederated = ({ kind }: KubernetesObject): boolean => kind.startsWith('Federated')

function isMovable({ metadata }: KubernetesObject, findings: readonly Finding[] = []): boolean {
  const isHeld = findings.some(({ code, severity }) => severity === 'error' || meantToDiffer.has(code))
  return !isHeld && metadata['annotations'] === undefined
}
