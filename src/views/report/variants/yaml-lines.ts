import { locateAll, type Location } from '../../../diagnostics/locate.ts'
import type { FieldOrigin, FieldOrigins, OriginatedValue, OriginKind } from '../../../model/field-origin.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt, type Place } from '../../../model/place.ts'
import type { ObjectPlan } from '../../../model/render-plan.ts'
import { objectText } from '../../../output/object-text.ts'
import { maskObject } from '../../mask-object.ts'

/** Gives the origins of the fields of the object that a cluster gets. */
export type OriginsOf = (object: ObjectPlan, cluster: string) => FieldOrigins

/** So many lines of an object are on a page. */
export const mostLines = 100

/** A line of a rendered file, and where its value comes from. */
export interface YamlLine {
  readonly text: string
  /** Absent for a line without a value of its own, such as `spec:`. */
  readonly origin?: LineOrigin
}

/** What gave a line its value. */
export interface LineOrigin {
  readonly kind: OriginKind
  /** Absent for what no source holds. */
  readonly at?: Location
  /** What an override put out of its place, the latest first. */
  readonly replaced: readonly LineOrigin[]
}

/**
 * The lines of an object's file, with the values of Secrets masked, each with its origin as far as lines are shown; without
 * origins if none are given.
 *
 * @param most the number of lines that are shown
 */
export function yamlLines(
  object: JsonObject,
  origins?: FieldOrigins,
  most: number = mostLines,
): readonly YamlLine[] {
  const masked = maskObject(object)
  const text = objectText(masked)
  const lines = text.trimEnd().split('\n')
  if (origins === undefined) return lines.map((line) => ({ text: line }))
  const file = { path: '', text }
  const manifest: Manifest = { file, start: 0, end: text.length, item: '', value: masked }
  const fields = firstFields(origins, most)
  const places = fields.map(([pointer]) => valueAt(manifest, pointer))
  const found = locateAll(places)
  const sources = locateAll(fields.flatMap(([, origin]) => placesOf(origin)))
  const byLine = new Map<number, LineOrigin>()
  for (const [index, [, origin]] of fields.entries()) {
    const place = places[index]
    const location = place && found.get(place)
    if (location === undefined) continue
    for (let line = location.line; line <= lastLine(location); line += 1) {
      if (!byLine.has(line)) byLine.set(line, lineOrigin(origin, origin.replaced, sources))
    }
  }
  return lines.map((line, index) => {
    const origin = byLine.get(index + 1)
    return origin === undefined ? { text: line } : { text: line, origin }
  })
}

/** The fields of the lines that are shown: each has a line of its own, or several. */
function firstFields(
  { fields }: FieldOrigins,
  most: number,
): readonly (readonly [pointer: string, origin: FieldOrigin])[] {
  const first: (readonly [string, FieldOrigin])[] = []
  for (const field of fields) {
    if (first.length === most) break
    first.push(field)
  }
  return first
}

/** A block of text ends at the start of the line after it. */
function lastLine({ line, endLine, endColumn }: Location): number {
  return endColumn === 1 && endLine > line ? endLine - 1 : endLine
}

function placesOf({
  origin,
  replaced,
}: OriginatedValue & { readonly replaced: readonly OriginatedValue[] }): readonly Place[] {
  return [origin, ...replaced.map((each) => each.origin)].flatMap(({ at }) => at ?? [])
}

function lineOrigin(
  { origin: { kind, at } }: OriginatedValue,
  replaced: readonly OriginatedValue[],
  sources: ReadonlyMap<Place, Location>,
): LineOrigin {
  const location = at && sources.get(at)
  return {
    kind,
    ...(location && { at: location }),
    replaced: replaced.map((each) => lineOrigin(each, [], sources)),
  }
}
