import { compareText } from '../../text/compare-text.ts'
import type { FieldOrigins, Origin, OriginKind } from '../../model/field-origin.ts'
import { planIn, type Fleet, type FleetObject } from '../../model/fleet.ts'
import type { Json } from '../../model/json.ts'
import { valueAt } from '../../model/place.ts'
import type { ObjectPlan, Variant } from '../../model/render-plan.ts'
import { stringifyJson } from '../../json/stringify.ts'
import { isMaskedAt, maskedValue, maskObject } from '../mask-object.ts'
import type { ObjectFilter } from '../object-filter.ts'
import { sourceLine, type SourceLine } from '../source-line.ts'
import { fieldsAt, hasFieldAt, isLeaf, type FieldQuery, type FoundField } from './field-query.ts'

/** What is looked for. */
export interface FindRequest {
  readonly filter: ObjectFilter
  /** All of them must find something in an object. */
  readonly queries: readonly FieldQuery[]
  /** At most so many fields of an object. Default: all. */
  readonly most?: number | undefined
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
  /** What the queries found; each line is that of the first cluster. Made as they are gone through: there may be a million. */
  readonly fields: Iterable<FoundRow>
  /** How many more they found than `most`; absent where that is none. */
  readonly rest?: number
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
  readonly found: readonly ShownField[]
  /** What gave a field its value; undefined where no source is known. */
  readonly originAt: OriginAt
}

type OriginAt = (pointer: string) => Origin | undefined

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
    const found = answer(variant, request.queries, passOver)
    if (found === undefined) continue
    const originAt = originsIn(object, clusters[0], found, request)
    // What all clusters get has nothing that it could be equal to.
    const key = object.variants.length === 1 ? '' : foldingKey(found, originAt)
    const known = folded.get(key)
    if (known === undefined) folded.set(key, { found, clusters, originAt })
    else for (const each of clusters) known.clusters.push(each)
  }
  return [...folded.values()].map((each) => foundObject(object, each, request.most))
}

/** An override that gives the value of the template is another place, and the one to edit for its clusters. */
function foldingKey(found: readonly ShownField[], originAt: OriginAt): string {
  return stringifyJson(
    found.map(({ pointer, value }) => ({
      pointer,
      origin: originAt(pointer)?.kind ?? '',
      ...(value !== undefined && { value }),
    })),
  )
}

/** What decides the fields for a cluster. */
function originsIn(
  object: FleetObject,
  cluster: string | undefined,
  found: readonly ShownField[],
  { originsOf }: FindRequest,
): OriginAt {
  const plan = planIn(object, cluster)
  if (plan === undefined || cluster === undefined || found.length === 0) return () => undefined
  const { at } = originsOf(plan, cluster)
  return (pointer) => at(pointer)?.origin
}

/** The fields with the places that decide them. */
function rowsOf(found: readonly ShownField[], originAt: OriginAt): Iterable<FoundRow> {
  return {
    *[Symbol.iterator]() {
      for (const field of found) {
        const origin = originAt(field.pointer)
        yield { ...field, ...(origin && { origin: origin.kind }), ...(origin?.at && sourceLine(origin.at)) }
      }
    },
  }
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
  if (!queries.every(({ keys }) => hasFieldAt(object, keys))) return undefined
  const masked = maskObject(object)
  const shown: ShownField[] = []
  let answered = 0
  for (const { keys, test } of queries) {
    const before = shown.length
    for (const { pointer, value } of fieldsAt(object, keys)) {
      const isMasked = masked === object ? value === maskedValue : isMaskedAt(masked, pointer)
      if (test === undefined) shown.push(shownField({ pointer, value }, isMasked))
      else if (isMasked) passOver()
      else if (isLeaf(value) && test(value)) shown.push({ pointer, value })
    }
    if (shown.length > before) answered += 1
  }
  return answered === queries.length ? shown : undefined
}

function shownField({ pointer, value }: FoundField, isMasked: boolean): ShownField {
  if (isMasked) return { pointer, value: maskedValue }
  return { pointer, ...(isLeaf(value) && { value }) }
}

function foundObject(
  object: FleetObject,
  { clusters, found, originAt }: FoundVariant,
  most: number = found.length,
): FoundObject {
  const { type, kind, namespace, name, dnsEndpoint } = object
  const plan = planIn(object, clusters[0])
  const manifest = plan?.federatedObject.manifest ?? dnsEndpoint?.record.manifest
  const source = manifest && sourceLine(valueAt(manifest, '/metadata/name'))
  return {
    type,
    kind,
    ...(namespace !== undefined && { namespace }),
    name,
    clusters: clusters.toSorted(compareText),
    ...(source && { source }),
    fields: rowsOf(found.length > most ? found.slice(0, most) : found, originAt),
    ...(found.length > most && { rest: found.length - most }),
  }
}
