import { equalJson } from '../../json/equal.ts'
import { getOwn, isArray, isObject, setOwn } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import { groupKindOf } from '../../kubernetes/group-kind.ts'
import { isAtomicMapping } from '../../kubernetes/schema/atomic-mappings.ts'
import { mergeKeysOf } from '../../kubernetes/schema/merge-keys.ts'
import { isSameQuantity } from '../../kubernetes/schema/quantity-fields.ts'
import { isInStringMap } from '../../kubernetes/schema/string-maps.ts'
import type { IgnoredField, IgnoreRule } from '../../model/adoption.ts'
import type { Json, JsonArray, JsonObject } from '../../model/json.ts'
import { itemsByKey } from '../fleet-diff/list-items.ts'
import { isDefaultField, ruleFor, type LoneField } from './ignore-rules.ts'

/** A live object in the form of the rendered one, so that their difference is what an apply changes. */
export interface AlignedObject {
  /**
   * Differs from the rendered object in exactly the fields that a forced server-side apply of it changes; the rendered
   * object itself where there are none.
   */
  readonly object: JsonObject
  readonly ignored: readonly Pick<IgnoredField, 'field' | 'rule'>[]
  /** The fields that run, are not rendered and stay, although no rule says why. */
  readonly kept: readonly string[]
}

/**
 * Aligns a live object to the rendered one by the rules of server-side apply: fields of mappings, and items of lists that
 * are merged by key, stay where nothing rendered names them, so they are taken out and noted; what is replaced whole
 * keeps what it has beyond the rendered one, but for what would come back by itself.
 * (https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy)
 *
 * @param defaults those of a custom type, as `definitionDefaults` gives them
 */
export function alignObject(
  live: JsonObject,
  rendered: JsonObject,
  defaults: ReadonlyMap<string, Json> = new Map(),
): AlignedObject {
  const [kind, groupKind] = [getOwn(rendered, 'kind'), groupKindOf(rendered)]
  const notes: Notes = { ignored: [], kept: [] }
  const alignment: Alignment = { kind: typeof kind === 'string' ? kind : '', groupKind, defaults, notes }
  const object = alignMapping(live, rendered, root, alignment)
  return { ...notes, object: equalJson(object, rendered) ? rendered : object }
}

interface Notes {
  readonly ignored: Pick<IgnoredField, 'field' | 'rule'>[]
  readonly kept: string[]
}

interface Alignment {
  readonly kind: string
  /** As `Deployment.apps`. */
  readonly groupKind: string
  readonly defaults: LoneField['defaults']
  readonly notes: Notes
}

interface Position {
  /** In the form of `FieldChange.field`. */
  readonly field: string
  /** The pointer, with `*` for the items of lists. */
  readonly pattern: string
  /** The keys of mappings on the way, without the items of lists. */
  readonly names: readonly string[]
  /** Whether apply replaces what holds this as a whole. */
  readonly isReplaced: boolean
  /** The mapping that holds the field, or the one that holds its list. */
  readonly holder: JsonObject
}

const root: Position = { field: '', pattern: '', names: [], isReplaced: false, holder: {} }

function childOf(at: Position, key: string, holder: JsonObject): Position {
  return {
    field: childPointer(at.field, key),
    pattern: childPointer(at.pattern, key),
    names: [...at.names, key],
    isReplaced: at.isReplaced || isAtomicMapping(key),
    holder,
  }
}

function itemOf(at: Position, segment: string): Position {
  return { ...at, field: `${at.field}/${segment}`, pattern: `${at.pattern}/*` }
}

function align(live: Json, rendered: Json, at: Position, alignment: Alignment): Json {
  if (equalJson(live, rendered)) return rendered
  if (isObject(live) && isObject(rendered)) return alignMapping(live, rendered, at, alignment)
  if (isArray(live) && isArray(rendered)) return alignList(live, rendered, at, alignment)
  const rule = ruleForSpelling(live, rendered, at, alignment)
  if (rule === undefined) return live
  alignment.notes.ignored.push({ field: at.field, rule })
  return rendered
}

/** The rule by which two values are one to the API server; undefined for none. */
function ruleForSpelling(
  live: Json,
  rendered: Json,
  { pattern }: Position,
  { groupKind }: Alignment,
): IgnoreRule | undefined {
  if (rendered === null) return live === '' && isInStringMap(groupKind, pattern) ? 'default' : undefined
  return isSameQuantity(pattern, live, rendered) ? 'same-quantity' : undefined
}

function alignMapping(
  live: JsonObject,
  rendered: JsonObject,
  at: Position,
  alignment: Alignment,
): JsonObject {
  const aligned: Record<string, Json> = {}
  for (const [key, value] of Object.entries(live)) {
    const other = getOwn(rendered, key)
    const below = childOf(at, key, live)
    const rest =
      other === undefined ? leftOver(value, below, alignment) : align(value, other, below, alignment)
    if (rest !== undefined) setOwn(aligned, key, rest)
  }
  for (const [key, value] of Object.entries(rendered)) {
    if (Object.hasOwn(live, key)) continue
    const below = childOf(at, key, rendered)
    if (!isDefaultField(loneField(value, below, alignment))) continue
    alignment.notes.ignored.push({ field: below.field, rule: 'default' })
    setOwn(aligned, key, value)
  }
  return aligned
}

/**
 * Notes a live value that is not rendered, as ignored or kept. Returns the value where an apply would remove it, which
 * is only where it replaces the whole mapping or list.
 */
function leftOver(value: Json, at: Position, alignment: Alignment): Json | undefined {
  const notes = unrendered(value, at, alignment)
  if (at.isReplaced && notes.kept.length > 0) return value
  for (const each of notes.ignored) alignment.notes.ignored.push(each)
  for (const each of notes.kept) alignment.notes.kept.push(each)
  return undefined
}

/** What of a value that is not rendered is ignored, and what is kept: as a whole where no part is ignored. */
function unrendered(value: Json, at: Position, alignment: Alignment): Notes {
  const { field } = at
  const rule = ruleFor(loneField(value, at, alignment))
  if (rule !== undefined) return { ignored: [{ field, rule }], kept: [] }
  const parts = partsOf(value, at, alignment).map(([part, below]) => unrendered(part, below, alignment))
  const ignored = parts.flatMap((each) => each.ignored)
  return { ignored, kept: ignored.length === 0 ? [field] : parts.flatMap((each) => each.kept) }
}

function partsOf(value: Json, at: Position, alignment: Alignment): readonly (readonly [Json, Position])[] {
  if (isObject(value)) {
    return Object.entries<Json>(value).map(([key, each]) => [each, childOf(at, key, value)])
  }
  if (!isArray(value)) return []
  const segments = namesOf(value, at, alignment)
  return value.map((each, index) => [each, itemOf(at, segments?.[index] ?? String(index))])
}

/** The segments that name the items of a list that is merged by key, in their order. */
function namesOf(list: JsonArray, { names }: Position, { kind }: Alignment): readonly string[] | undefined {
  const keys = mergeKeysOf(kind, names)
  const items = keys && itemsByKey(list, keys)
  return items && [...items.keys()]
}

function alignList(live: JsonArray, rendered: JsonArray, at: Position, alignment: Alignment): JsonArray {
  if (isSet(at)) return alignSet(live, rendered, at, alignment)
  const [from, to] = [live, rendered].map((each) => namesOf(each, at, alignment))
  return from && to
    ? alignKeyedItems({ list: live, segments: from }, { list: rendered, segments: to }, at, alignment)
    : alignPositions(live, rendered, at, alignment)
}

interface KeyedItems {
  readonly list: JsonArray
  readonly segments: readonly string[]
}

function alignKeyedItems(
  live: KeyedItems,
  rendered: KeyedItems,
  at: Position,
  alignment: Alignment,
): JsonArray {
  const others = new Map(rendered.segments.map((segment, index) => [segment, rendered.list[index]]))
  return live.list.flatMap((item, index) => {
    const segment = live.segments[index] ?? String(index)
    const other = others.get(segment)
    const below = itemOf(at, segment)
    const rest = other === undefined ? leftOver(item, below, alignment) : align(item, other, below, alignment)
    return rest === undefined ? [] : [rest]
  })
}

/** An atomic list is replaced whole. */
function alignPositions(live: JsonArray, rendered: JsonArray, at: Position, alignment: Alignment): JsonArray {
  return live.map((item, index) => {
    const other = rendered[index]
    const below = { ...itemOf(at, String(index)), isReplaced: true }
    return other === undefined ? item : align(item, other, below, alignment)
  })
}

/** The one list of every object that is merged as a set. */
function isSet({ pattern }: Position): boolean {
  return pattern === '/metadata/finalizers'
}

function alignSet(live: JsonArray, rendered: JsonArray, at: Position, alignment: Alignment): JsonArray {
  const [running, wanted] = [new Set(live), new Set(rendered)]
  for (const each of live) {
    if (!wanted.has(each)) leftOver(each, itemOf(at, String(each)), alignment)
  }
  return rendered.filter((each) => running.has(each))
}

function loneField(
  value: Json,
  { pattern, holder }: Position,
  { groupKind, defaults }: Alignment,
): LoneField {
  return { groupKind, pattern, value, holder, defaults }
}
