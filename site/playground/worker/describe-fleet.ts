import { boundDiagnostics } from '../../../src/diagnostics/bound-diagnostics.ts'
import { locate, type Location } from '../../../src/diagnostics/locate.ts'
import { locateDiagnostics, type LocatedDiagnostic } from '../../../src/diagnostics/located-diagnostic.ts'
import { entryAt, valueAt, type Place } from '../../../src/model/place.ts'
import type { RenderPlan } from '../../../src/model/render-plan.ts'
import { wholeObjects } from '../../../src/model/whole-objects.ts'
import { qualifiedName } from '../../../src/text/qualified-name.ts'
import { replicaTable } from '../../../src/views/replicas.ts'
import { clusterReplicas } from '../../../src/views/report/charts/cluster-replicas.ts'
import { dnsMap } from '../../../src/views/report/dns/dns-map.ts'
import { foldMatrix, type MatrixObject } from '../../../src/views/report/matrix/matrix.ts'
import type {
  CompiledFleet,
  FilePlace,
  Problem,
  ShownCluster,
  ShownNames,
  ShownObject,
  ShownPreference,
} from '../protocol.ts'
import type { Compiled } from './compile-fleet.ts'

/** So many problems are listed. */
const mostProblems = 200

/** The objects that a compilation renders, in the order in which they are listed; where errors forbid that, those planned. */
export function objectsOf({ result }: Compiled): readonly MatrixObject[] {
  if (result === undefined) return []
  const objects = foldMatrix(result.plan, result.fleet).rows.flatMap((row) => row.objects)
  return result.fleet === undefined ? objects : objects.filter(({ path }) => path !== undefined)
}

/** A compilation as plain data for the page; `readyIn` says whether a cluster is ready as the sources have it. */
export function describeFleet(
  compiled: Compiled,
  objects: readonly MatrixObject[],
  readyIn: (cluster: string) => boolean,
): Omit<CompiledFleet, 'milliseconds'> {
  const { result, diagnostics } = compiled
  const problems = locateDiagnostics(boundDiagnostics(diagnostics))
  const plan = result?.plan
  return {
    problems: problems.slice(0, mostProblems).map(describeProblem),
    moreProblems: Math.max(0, problems.length - mostProblems),
    blocked: result?.fleet === undefined,
    objects: objects.map(describeObject),
    clusters: plan ? clustersOf(plan, readyIn) : [],
    replicas: plan ? clusterReplicas(plan) : [],
    preferences: plan ? preferencesOf(plan) : [],
    dns: plan ? namesOf(plan) : [],
  }
}

/** A place as the page finds it. */
export function placeOf({ file, start, end, line }: Location): FilePlace {
  return { path: file.path, from: start, to: end, line }
}

/** The place of a reference; it costs a parse of the document. */
function findPlace(place: Place): FilePlace {
  return placeOf(locate(place))
}

function describeProblem({ severity, code, message, hint, location, related }: LocatedDiagnostic): Problem {
  return {
    severity,
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(location && { at: placeOf(location) }),
    related: related.map((each) => ({ message: each.message, at: placeOf(each.location) })),
  }
}

/** What distinguishes an object from all others of a fleet. */
export function idOf({ type, namespace = '', name }: MatrixObject): string {
  return [type, namespace, name].join(' ')
}

function describeObject(object: MatrixObject): ShownObject {
  const { kind, namespace, name, variants } = object
  return {
    id: idOf(object),
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    variants: variants.map(({ clusters }) => clusters),
  }
}

function clustersOf(
  { federation }: RenderPlan,
  readyIn: (cluster: string) => boolean,
): readonly ShownCluster[] {
  return federation.clusters.map(({ name, labels, manifest }) => ({
    name,
    labels: [...labels],
    readyInSources: readyIn(name),
    at: findPlace(valueAt(manifest, '/metadata/name')),
  }))
}

function preferencesOf(plan: RenderPlan): readonly ShownPreference[] {
  return wholeObjects(plan).flatMap((object) => {
    const { division } = object
    if (division === undefined) return []
    const { name, targetKind, totalReplicas, unplaced, clusters } = replicaTable(
      object,
      division,
      plan.federation.clusters,
    )
    const { manifest } = division.preference
    return [
      {
        name,
        kind: targetKind,
        total: totalReplicas,
        unplaced,
        totalAt: findPlace(valueAt(manifest, '/spec/totalReplicas')),
        clusters,
      },
    ]
  })
}

function namesOf(plan: RenderPlan): readonly ShownNames[] {
  return dnsMap(plan).records.flatMap(({ record, names }) => {
    const at = findPlace(entryAt(record.manifest, '/metadata/name'))
    return names.map(({ dnsNames, recordTTL, targets }) => ({
      record: `${record.kind} ${qualifiedName(record)}`,
      at,
      names: dnsNames,
      ttl: recordTTL,
      targets: targets.map(({ cluster, weight, addresses }) => ({
        ...(cluster !== undefined && { cluster }),
        ...(weight && { weight: weight.weight, ofWeights: weight.sum }),
        addresses: addresses.map(({ target, recordType, lockedFor }) =>
          lockedFor === undefined
            ? `${recordType} ${target}`
            : `${recordType} ${target}, locked for ${lockedFor}`,
        ),
      })),
    }))
  })
}
