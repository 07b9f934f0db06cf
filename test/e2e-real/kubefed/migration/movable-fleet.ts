import type { KubernetesObject } from '../api-client.ts'
import { keyOf, targetKey } from '../federated-types.ts'
import { randomFleet, type FleetSize } from '../generate/random-fleet.ts'
import { federated } from '../reasons/reason.ts'
import { renderSources, writeSources, type Finding } from '../sources.ts'

/** What fedrender reports of an object of which it makes something else than KubeFed, on purpose. */
const meantToDiffer: ReadonlySet<string> = new Set(['namespace-not-federated', 'override-big-integer'])

/** A Deployment that is rolled out where anything on the way rounds an integer. */
const bigInteger = federated(
  'Deployment',
  'big-integer',
  {
    template: {
      spec: {
        selector: { matchLabels: { app: 'big-integer' } },
        template: {
          metadata: { labels: { app: 'big-integer' } },
          spec: {
            containers: [{ name: 'c', image: 'registry.example.com/x:1' }],
            terminationGracePeriodSeconds: 9_007_199_254_740_993n,
          },
        },
      },
    },
  },
  {},
  'n0',
)

/**
 * The objects of a random fleet of which fedrender renders what KubeFed makes: none in error, none that is kept for agents; with
 * one that nothing on the way may round.
 *
 * @param directory a repository to find that out in
 * @param clusters the KubeFedClusters
 */
export function movableFleet(
  size: FleetSize,
  directory: string,
  clusters: readonly KubernetesObject[],
): readonly KubernetesObject[] {
  const all = [...randomFleet(size, 0), bigInteger]
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
