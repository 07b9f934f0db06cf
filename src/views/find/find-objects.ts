import { compareText } from '../../text/compare-text.ts'
import type { FieldOrigins, OriginKind } from '../../model/field-origin.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import type { Json } from '../../model/json.ts'
import { valueAt } from '../../model/place.ts'
import type { ObjectPlan, Variant } from '../../model/render-plan.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { isMaskedAt, maskedValue, maskObject } from '../mask-object.ts'
import type { ObjectFilter } from '../object-filter.ts'
import { sourceLine, type SourceLine } from '../source-line.ts'
import { fieldsAt, isLeaf, type FieldQuery, type FoundField } from './field-query.ts'

/** What is looked for. */
export interface FindRequest {
  readonly filter: ObjectFilter
  /** All of them must find something in an object. */
  readonly queries: readonly FieldQuery[]
  /** Why an object has its fields; it is asked only for what is found. */
  readonly originsOf: (object: ObjectPlan, cluster: string) => FieldOrigins
}

/** A field that was found. */
export interface FoundRow extends Partial<SourceLine> {
  readonly pointer: string
  /** Absent for a mapping or list that is not empty; `<masked>` for a value of a Secret. */
  readonly value?: Json
  readonly origin?: OriginKind
}

/** An object that was found, in all clusters in which the fields in question have equal values of one origin. */
export interface FoundObject {
  readonly type: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  /** Sorted; empty for a DNSEndpoint that belongs to no cluster. */
  readonly clusters: readonly string[]
  /** The place of the federated object, or of the DNS record. */
  readonly source?: SourceLine
  /** What the queries found; each line is that of the first cluster. */
  readonly fields: readonly FoundRow[]
}

/** What was found. */
export interface FindResult {
  readonly objects: readonly FoundObject[]
  /** Whether values of Secrets would have had to be compared, which they are not. */
  readonly passedOverSecrets: boolean
}

/** Which clusters have which objects, folded over clusters with equal answers. */
export function findObjects(fleet: Fleet, request: FindRequest): FindResult {
  let passedOverSecrets = false
  const passOver = (): void => {
    passedOverSecrets = true
  }
  const objects = [...fleet.objects, ...(request.filter.clusters ? [] : fleet.dns)]
    .filter((each) => request.filter.isWanted(each))
    .flatMap((each) => findIn(each, request, passOver))
  return { objects, passedOverSecrets }
}

interface FoundVariant {
  readonly clusters: string[]
  readonly found: readonly FoundRow[]
}

/** A field as it may be shown. */
interface ShownField {
  readonly pointer: string
  readonly value?: Json
}

function findIn(object: FleetObject, request: FindRequest, passOver: () => void): readonly FoundObject[] {
  const folded = new Map<string, FoundVariant>()
  for (const variant of object.variants) {
    const clusters = variant.clusters.filter((each) => request.filter.clusters?.has(each) ?? true)
    if (clusters.length === 0 && variant.clusters.length > 0) continue
    if (!request.filter.hasWantedLabels(variant.object)) continue
    const answered = answer(variant, request.queries, passOver)
    if (answered === undefined) continue
    const found = withOrigins(answered, object, clusters[0], request)
    // What all clusters get has nothing that it could be equal to.
    if (object.variants.length === 1) return [foundObject(object, { found, clusters })]
    // An override that gives the value of the template is another place, and the one to edit for its clusters.
    const key = stringifyJson(
      found.map(({ pointer, value, origin = '' }) => ({
        pointer,
        origin,
        ...(value !== undefined && { value }),
      })),
    )
    const known = folded.get(key)
    if (known === undefined) folded.set(key, { found, clusters })
    else for (const each of clusters) known.clusters.push(each)
  }
  return [...folded.values()].map((each) => foundObject(object, each))
}

/** The fields with the places that decide them for a cluster. */
function withOrigins(
  found: readonly ShownField[],
  { plan }: FleetObject,
  cluster: string | undefined,
  { originsOf }: FindRequest,
): readonly FoundRow[] {
  if (plan === undefined || cluster === undefined || found.length === 0) return found
  const { at } = originsOf(plan, cluster)
  return found.map((field) => {
    const origin = at(field.pointer)?.origin
    return { ...field, ...(origin && { origin: origin.kind }), ...(origin?.at && sourceLine(origin.at)) }
  })
}

/**
 * What the queries find in an object, or undefined where one of them finds nothing. `passOver` is called with a value
 * that is masked and so not compared.
 */
function answer(
  { object }: Variant,
  queries: readonly FieldQuery[],
  passOver: () => void,
): readonly ShownField[] | undefined {
  const candidates = queries.map(({ keys }) => fieldsAt(object, keys))
  if (candidates.some((each) => each.length === 0)) return undefined
  const masked = maskObject(object)
  const answers = queries.map(({ test }, index) =>
    (candidates[index] ?? []).flatMap(({ pointer, value }): readonly ShownField[] => {
      const isMasked = isMaskedAt(masked, pointer)
      if (test === undefined) return [shownField({ pointer, value }, isMasked)]
      if (isMasked) passOver()
      return !isMasked && isLeaf(value) && test(value) ? [{ pointer, value }] : []
    }),
  )
  return answers.some((each) => each.length === 0) ? undefined : answers.flat()
}

function shownField({ pointer, value }: FoundField, isMasked: boolean): ShownField {
  if (isMasked) return { pointer, value: maskedValue }
  return { pointer, ...(isLeaf(value) && { value }) }
}

function foundObject(
  { type, kind, namespace, name, plan, dnsEndpoint }: FleetObject,
  { clusters, found }: FoundVariant,
): FoundObject {
  const manifest = plan?.federatedObject.manifest ?? dnsEndpoint?.record.manifest
  const source = manifest && sourceLine(valueAt(manifest, '/metadata/name'))
  return {
    type,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    clusters: clusters.toSorted(compareText),
    ...(source && { source }),
    fields: found,
  }
}
