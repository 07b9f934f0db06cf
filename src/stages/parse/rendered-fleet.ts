import { createDiagnostic, type Diagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { isObject } from '../../json/own.ts'
import { groupOf } from '../../kubernetes/group-version-kind.ts'
import { compareText } from '../../text/compare-text.ts'
import type { RenderedFile } from '../../model/file-tree.ts'
import type { Fleet, FleetCluster, FleetObject } from '../../model/fleet.ts'
import type { JsonObject } from '../../model/json.ts'
import { currentPath, nameOfSegment, readOutputPath } from '../../output/layout.ts'
import { readFile } from './read-file.ts'

/** Reads the one object of a rendered file; undefined, with errors, where it holds anything else. */
export type RenderedReader = (file: RenderedFile) => DiagnosticResult<JsonObject | undefined>

/** A reader to which equal texts are one object, wherever they are. */
export function rememberRendered(): RenderedReader {
  const known = new Map<string, JsonObject>()
  return (file) => {
    const object = known.get(file.text)
    if (object !== undefined) return [object, []]
    const { manifests, diagnostics } = readFile(file)
    const [manifest, second] = manifests
    const errors = diagnostics.filter((each) => each.severity === 'error')
    if (errors.length > 0) return [undefined, errors]
    if (manifest === undefined || second !== undefined) {
      const at = { file, start: 0, end: 0 }
      return [undefined, [createDiagnostic('rendered-file-invalid', { count: manifests.length }, { at })]]
    }
    known.set(file.text, manifest.value)
    return [manifest.value, []]
  }
}

/**
 * The fleet that rendered files hold, by their paths in the output directory; other files than objects are passed over.
 * A cluster has the name of its directory, an object that of its own metadata. `inventory` gives the clusters' labels.
 * Reports what the reader does.
 */
export function renderedFleet(
  files: readonly RenderedFile[],
  inventory: readonly FleetCluster[],
  read: RenderedReader,
): DiagnosticResult<Fleet> {
  const diagnostics: Diagnostic[] = []
  const objects = new Map<string, RenderedObject>()
  const dns: FleetObject[] = []
  const clusters = new Map(inventory.map((each) => [each.name, each]))
  for (const file of files) {
    const place = findPlace(file.path)
    if (place === undefined) continue
    const [object, problems] = read(file)
    for (const each of problems) diagnostics.push(each)
    if (object === undefined) continue
    const { cluster } = place
    if (cluster === undefined) {
      dns.push({ ...identify(place, object), variants: [{ object, clusters: [] }] })
      continue
    }
    if (!clusters.has(cluster)) clusters.set(cluster, { name: cluster, labels: new Map() })
    addVariant(objects, place, object, cluster)
  }
  const fleet: Fleet = {
    clusters: [...clusters.values()].sort((left, right) => compareText(left.name, right.name)),
    objects: [...objects.values()].map(finishObject).sort(comparePaths),
    dns: dns.sort(comparePaths),
    held: [],
  }
  return [fleet, diagnostics]
}

type Identity = Omit<FleetObject, 'variants' | 'plan' | 'dnsEndpoint'>

interface RenderedObject {
  readonly identity: Identity
  readonly clustersOf: Map<JsonObject, string[]>
}

function addVariant(
  objects: Map<string, RenderedObject>,
  place: RenderedPlace,
  object: JsonObject,
  cluster: string,
): void {
  const known = objects.get(place.path) ?? { identity: identify(place, object), clustersOf: new Map() }
  objects.set(place.path, known)
  const clusters = known.clustersOf.get(object)
  if (clusters === undefined) known.clustersOf.set(object, [cluster])
  else clusters.push(cluster)
}

function finishObject({ identity, clustersOf }: RenderedObject): FleetObject {
  const variants = [...clustersOf].map(([object, clusters]) => ({
    object,
    clusters: clusters.sort(compareText),
  }))
  return {
    ...identity,
    variants: variants.sort((left, right) => compareText(left.clusters[0] ?? '', right.clusters[0] ?? '')),
  }
}

function comparePaths(left: FleetObject, right: FleetObject): number {
  return compareText(left.path, right.path)
}

/** The facts in the path of a rendered object. */
interface RenderedPlace {
  /** Below the cluster's directory, or below `dns/`. */
  readonly path: string
  readonly cluster?: string
  /** Absent for a DNSEndpoint that belongs to no cluster. */
  readonly type?: string
  readonly namespace?: string
  readonly name: string
}

/** Reads the paths that `output/layout.ts` makes, or made in an earlier release; undefined for a path that is not of an object. */
function findPlace(path: string): RenderedPlace | undefined {
  const { cluster, below = '', namespace, type, name } = readOutputPath(currentPath(path))
  if (name === undefined) return undefined
  return {
    path: below,
    ...(cluster !== undefined && { cluster: nameOfSegment(cluster) }),
    ...(type !== undefined && { type: nameOfSegment(type) }),
    ...(namespace !== undefined && { namespace: nameOfSegment(namespace) }),
    name: nameOfSegment(name),
  }
}

/** The names in an object's own metadata are complete; its path cuts a long one. */
function identify({ path, type, namespace, name }: RenderedPlace, object: JsonObject): Identity {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  const own = (field: 'namespace' | 'name', otherwise: string): string => {
    const value = metadata[field]
    return typeof value === 'string' ? value : otherwise
  }
  const group = groupOf(String(object['apiVersion']))
  return {
    path,
    type: type ?? `dnsendpoints.${group}`,
    kind: String(object['kind']),
    ...(namespace !== undefined && { namespace: own('namespace', namespace) }),
    name: own('name', name),
  }
}
