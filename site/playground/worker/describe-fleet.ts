import { boundDiagnostics } from '../../../src/diagnostics/bound-diagnostics.ts'
import { locate, type Location } from '../../../src/diagnostics/locate.ts'
import { locateDiagnostics, type LocatedDiagnostic } from '../../../src/diagnostics/located-diagnostic.ts'
import { entryAt, valueAt, type Place } from '../../../src/model/place.ts'
import type { Cluster } from '../../../src/model/cluster.ts'
import type { DNSRecord } from '../../../src/model/dns-record.ts'
import type { ObjectPlan, RenderPlan } from '../../../src/model/render-plan.ts'
import { wholeObjects } from '../../../src/model/whole-objects.ts'
import { qualifiedName } from '../../../src/text/qualified-name.ts'
import { replicaTable } from '../../../src/views/replicas.ts'
import { clusterReplicas } from '../../../src/views/report/charts/cluster-replicas.ts'
import { dnsMap, type MappedNames, type MappedTarget } from '../../../src/views/report/dns/dns-map.ts'
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

/** So many of each are on a page, and so many clusters of each preference and name: what is pasted may have any number. */
const most = { problems: 200, clusters: 500, objects: 2_000, preferences: 50, dns: 200 } as const
const mostOfEach = 200

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
  const plan = result?.plan
  const shown = boundDiagnostics(diagnostics)
  const problems = locateDiagnostics(shown)
  // What fixes are made of is the plan, which a configuration in error leaves none of.
  const fixable = new Set(result ? shown.flatMap((each) => (each.fix ? [keyOf(each)] : [])) : [])
  const divided = plan ? wholeObjects(plan).filter(({ division }) => division !== undefined) : []
  const clusters = plan?.federation.clusters ?? []
  const names = plan ? namesOf(plan) : []
  return {
    problems: problems.slice(0, most.problems).map((each) => describeProblem(each, fixable.has(keyOf(each)))),
    blocked: result?.fleet === undefined,
    objects: objects.slice(0, most.objects).map(describeObject),
    clusters: clusters.slice(0, most.clusters).map((each) => describeCluster(each, readyIn)),
    replicas: plan ? clusterReplicas(plan).slice(0, most.clusters) : [],
    preferences: divided.slice(0, most.preferences).flatMap((each) => describePreference(each, clusters)),
    dns: names.slice(0, most.dns).map((describe) => describe()),
    more: {
      problems: Math.max(0, problems.length - most.problems),
      clusters: Math.max(0, clusters.length - most.clusters),
      objects: Math.max(0, objects.length - most.objects),
      preferences: Math.max(0, divided.length - most.preferences),
      dns: Math.max(0, names.length - most.dns),
    },
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

function keyOf({ code, message }: Pick<LocatedDiagnostic, 'code' | 'message'>): string {
  return `${code} ${message}`
}

function describeProblem(
  { severity, code, message, hint, location, related }: LocatedDiagnostic,
  isFixable: boolean,
): Problem {
  return {
    severity,
    code,
    message,
    ...(hint !== undefined && { hint }),
    ...(location && { at: placeOf(location) }),
    related: related.map((each) => ({ message: each.message, at: placeOf(each.location) })),
    isFixable: isFixable && location !== undefined,
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

function describeCluster(
  { name, labels, manifest }: Cluster,
  readyIn: (cluster: string) => boolean,
): ShownCluster {
  return {
    name,
    labels: [...labels],
    readyInSources: readyIn(name),
    at: findPlace(valueAt(manifest, '/metadata/name')),
  }
}

function describePreference(object: ObjectPlan, clusters: readonly Cluster[]): readonly ShownPreference[] {
  const { division } = object
  if (division === undefined) return []
  const table = replicaTable(object, division, clusters.slice(0, mostOfEach))
  return [
    {
      name: table.name,
      kind: table.targetKind,
      total: table.totalReplicas,
      unplaced: table.unplaced,
      totalAt: findPlace(valueAt(division.preference.manifest, '/spec/totalReplicas')),
      clusters: table.clusters,
      moreClusters: Math.max(0, clusters.length - mostOfEach),
    },
  ]
}

/** What describes some names each, when it is asked. */
function namesOf(plan: RenderPlan): readonly (() => ShownNames)[] {
  return dnsMap(plan).records.flatMap(({ record, names }) =>
    names.map((each) => () => describeNames(record, each)),
  )
}

function describeNames(record: DNSRecord, { dnsNames, recordTTL, targets }: MappedNames): ShownNames {
  return {
    record: `${record.kind} ${qualifiedName(record)}`,
    at: findPlace(entryAt(record.manifest, '/metadata/name')),
    names: dnsNames,
    ttl: recordTTL,
    targets: targets.slice(0, mostOfEach).map(describeTarget),
    moreTargets: Math.max(0, targets.length - mostOfEach),
  }
}

function describeTarget({ cluster, weight, addresses }: MappedTarget): ShownNames['targets'][number] {
  return {
    ...(cluster !== undefined && { cluster }),
    ...(weight && { weight: weight.weight, ofWeights: weight.sum }),
    addresses: addresses.slice(0, mostOfEach).map(({ target, recordType, lockedFor }) => {
      const locked = lockedFor === undefined ? '' : `, locked for ${lockedFor}`
      return `${recordType} ${target}${locked}`
    }),
  }
}
