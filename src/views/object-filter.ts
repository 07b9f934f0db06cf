import type { Diagnostic, DiagnosticResult } from '../diagnostics/diagnostic.ts'
import { getOwn, isObject } from '../json/own.ts'
import type { LabelSelector } from '../kubernetes/label-selector.ts'
import type { FederatedObject } from '../model/federation.ts'
import type { FleetCluster } from '../model/fleet.ts'
import type { JsonObject } from '../model/json.ts'
import type { ObjectPlan } from '../model/render-plan.ts'
import { nearest } from '../text/nearest.ts'
import { qualifiedName } from '../text/qualified-name.ts'
import { quote } from '../text/quote.ts'
import { type FindableType, findTypes, isDNSEndpointType, reportUnknownType } from './find-types.ts'
import { reportUnknownCluster } from './report-unknown-cluster.ts'

/** Which objects a command is asked for, as the command line names them; what is absent does not matter. */
export interface ObjectQuestion {
  /** Anything that `findTypes` knows, or `dnsendpoints`; a name may follow after a slash. */
  readonly type?: string
  readonly namespace?: string
  readonly selector?: LabelSelector
  readonly cluster?: readonly string[]
}

/** Whether an object is what a person calls `namespace/name`, or `type/name` as `deploy/web`. */
export function isCalled(
  text: string,
  object: Pick<FederatedObject, 'type' | 'namespace' | 'name'>,
): boolean {
  if (qualifiedName(object) === text) return true
  const [type = '', name] = splitTypeAndName(text)
  return object.name === name && findTypes(type, [object.type]).length > 0
}

/** The names of an object. */
interface Named {
  /** As the FederatedTypeConfig is called. */
  readonly type: string
  readonly namespace?: string
  readonly name: string
}

/** Which objects are asked for. */
export interface ObjectFilter {
  /** Absent: all. */
  readonly clusters?: ReadonlySet<string>
  readonly isWanted: (object: Named) => boolean
  /** Whether the labels of an object as its clusters get it are asked for. */
  readonly hasWantedLabels: (object: JsonObject) => boolean
}

/** The filter that every object meets. */
export const everyObject: ObjectFilter = { isWanted: () => true, hasWantedLabels: () => true }

/**
 * The filter of a question. Reports `cluster-not-found`, and `type-unknown` or `type-not-enabled`, where the repository
 * has nothing of the name.
 */
export function objectFilter(
  { type, namespace, selector, cluster }: ObjectQuestion,
  known: { readonly types: readonly FindableType[]; readonly clusters: readonly FleetCluster[] },
): DiagnosticResult<ObjectFilter> {
  const diagnostics: Diagnostic[] = (cluster ?? [])
    .filter((name) => !known.clusters.some((each) => each.name === name))
    .map((name) => reportUnknownCluster(name, known.clusters))
  const [typeName, name] = splitTypeAndName(type)
  const isWantedType = typeName === undefined ? () => true : typeFilter(typeName, known.types)
  if (isWantedType === undefined) diagnostics.push(reportUnknownType(typeName ?? '', known.types))
  const filter: ObjectFilter = {
    ...(cluster && { clusters: new Set(cluster) }),
    isWanted: (object) =>
      (isWantedType?.(object.type) ?? false) &&
      (name === undefined || object.name === name) &&
      (namespace === undefined || object.namespace === namespace),
    hasWantedLabels: (object) => selector?.(labelsOf(object)) ?? true,
  }
  return [filter, diagnostics]
}

/** Whether a question narrows anything. */
export function isNarrow({ type, namespace, selector, cluster }: ObjectQuestion): boolean {
  return [type, namespace, selector, cluster].some((each) => each !== undefined)
}

/** Whether a planned object is asked for: by the labels that some cluster gets, or its template has where none does. */
export function isWantedPlan(
  { isWanted, hasWantedLabels }: ObjectFilter,
  { federatedObject, variants }: ObjectPlan,
): boolean {
  const { type, manifest, ...names } = federatedObject
  if (!isWanted({ ...names, type: type.name })) return false
  const spec = manifest.value['spec']
  const template = isObject(spec) ? getOwn(spec, 'template') : undefined
  const objects = variants.length > 0 ? variants.map(({ object }) => object) : [template ?? {}]
  return objects.some((each) => isObject(each) && hasWantedLabels(each))
}

/** One line for a person: that no object is what a question asks for, and the nearest namespace where none has the name. */
export function describeNothingFound({ namespace }: ObjectQuestion, namespaces: ReadonlySet<string>): string {
  if (namespace === undefined || namespaces.has(namespace)) return 'no object was found'
  const near = nearest(namespace, namespaces)
  const hint = near === undefined ? '' : `; did you mean ${quote(near)}?`
  return `no object was found in the namespace ${quote(namespace)}${hint}`
}

function splitTypeAndName(text: string | undefined): readonly [type?: string, name?: string] {
  if (text === undefined) return []
  const slash = text.indexOf('/')
  return slash < 0 ? [text] : [text.slice(0, slash), text.slice(slash + 1)]
}

function typeFilter(text: string, types: readonly FindableType[]): ((type: string) => boolean) | undefined {
  const names = new Set(findTypes(text, types).map((each) => each.name))
  if (names.size > 0) return (name) => names.has(name)
  return isDNSEndpointType(text) ? isDNSEndpointType : undefined
}

function labelsOf(object: JsonObject): ReadonlyMap<string, string> {
  const metadata = getOwn(object, 'metadata')
  const labels = isObject(metadata) ? getOwn(metadata, 'labels') : undefined
  if (!isObject(labels)) return new Map()
  return new Map(
    Object.entries(labels).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
