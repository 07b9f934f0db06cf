import { equalJson } from '../../../json/equal.ts'
import { isObject } from '../../../json/own.ts'
import { valueAtPath } from '../../../json/patch.ts'
import { pointersTo } from '../../../json/pointer.ts'
import { stringifyJson } from '../../../json/stringify.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { Override } from '../../../model/override.ts'

/** An override that has no effect on the object of a cluster, by its place in the list, and why. */
export type IdleOverride =
  /** `isSameText`: the keys of the value come in the order of the template's, too. */
  | { readonly kind: 'equal'; readonly index: number; readonly isSameText: boolean }
  /** `by`: the place of the later override that sets its field, or what that is in, anew. */
  | { readonly kind: 'shadowed'; readonly index: number; readonly by: number }

/** Deeper than any field of any type: what is above such a path is not written out. */
const deepestPath = 200

/**
 * The overrides of one cluster, which all can be applied, without any of which, or any several of which, the object would be
 * the same: those that give a field the value that the template gives it, where none before concerns it; and those whose field
 * the next one that concerns it sets anew. Rather too few than one too many: what a path means is not known where an index
 * counts from the end, and an early dotted path may create what another one needs. The order of keys counts too.
 */
export function findIdleOverrides(
  template: JsonObject,
  overrides: readonly Override[],
): readonly IdleOverride[] {
  const [only, ...others] = overrides
  if (only === undefined) return []
  if (others.length === 0) return equalAt(template, only, 0) ?? []
  if (overrides.some(isUnclear)) return []
  const scopes = overrides.map(scopeOf)
  const earlier = createSpans()
  const equal = overrides.flatMap((override, index) => {
    const scope = scopes[index] ?? ''
    const isFirst = earlier.find(scope) === undefined
    earlier.add(scope, index)
    return (isFirst && equalAt(template, override, index)) || []
  })
  return [...equal, ...findShadowed(template, overrides, scopes)]
}

function equalAt(
  template: JsonObject,
  { op, path, value, scheduledBy, dotted }: Override,
  index: number,
): readonly IdleOverride[] | undefined {
  if (op === 'remove' || scheduledBy !== undefined || dotted) return undefined
  // An add to a list inserts.
  if (op === 'add' && !isObject(valueAtPath(template, parentOf(path)))) return undefined
  const current = valueAtPath(template, path)
  if (current === undefined || !equalJson(current, value)) return undefined
  return [{ kind: 'equal', index, isSameText: stringifyJson(current) === stringifyJson(value) }]
}

function findShadowed(
  template: JsonObject,
  overrides: readonly Override[],
  scopes: readonly string[],
): readonly IdleOverride[] {
  const later = createSpans()
  const keepsPlace = placeKeeper(template, overrides, scopes)
  const [parents, found]: [Map<string, number>, IdleOverride[]] = [new Map(), []]
  for (let index = overrides.length - 1; index >= 0; index -= 1) {
    const [override, scope = ''] = [overrides[index], scopes[index]]
    if (override === undefined) continue
    const by = later.find(scope)
    const next = by === undefined ? undefined : overrides[by]
    const isAlone = (parents.get(parentOf(override.path)) ?? overrides.length) >= (by ?? 0)
    const isFree = isAlone || keepsPlace(override.path)
    if (by !== undefined && next && sets(next, scope) && mayGo(override, next, template, isFree)) {
      found.push({ kind: 'shadowed', index, by })
    }
    later.add(scope, index)
    parents.set(parentOf(override.path), index)
  }
  return found.reverse()
}

/** Whether an override sets all that is at a pointer anew, whatever is there. */
function sets(override: Override, scope: string): boolean {
  const { op, path } = override
  if (op === 'remove' || scopeOf(override) !== path) return false
  return scope === path || scope.startsWith(`${path}/`)
}

/** Whether a field is in the template, and its key stays where it is there, whichever of some overrides are applied. */
function placeKeeper(
  template: JsonObject,
  overrides: readonly Override[],
  scopes: readonly string[],
): (path: string) => boolean {
  const written = new Set(scopes)
  const removed = new Set(overrides.filter(({ op }) => op === 'remove').map(({ path }) => path))
  return (path) =>
    valueAtPath(template, path) !== undefined &&
    !removed.has(path) &&
    !pointersTo(parentOf(path)).some((each) => written.has(each))
}

/**
 * Whether nothing that comes between an override and the one that sets its field anew is other without it, and no key comes at
 * another place.
 *
 * @param isFree whether the key of the field stays at its place
 */
function mayGo(override: Override, next: Override, template: JsonObject, isFree: boolean): boolean {
  const { op, path, scheduledBy, liveAnnotations } = override
  if (scheduledBy !== undefined) return false
  if (liveAnnotations !== undefined && valueAtPath(template, parentOf(path)) === undefined) return false
  if (next.path !== path) return true
  return op !== 'remove' && isFree
}

/** What an override moves or sets: the whole list where it adds to one or removes from it. */
function scopeOf({ op, path }: Override): string {
  return op !== 'replace' && /\/(?:-|\d+)$/.test(path) ? parentOf(path) : path
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

/** Whether an override creates what is above its field, counts an index from the end, or is at no field of any type. */
function isUnclear({ path, dotted }: Override): boolean {
  return dotted || /\/-\d/.test(path) || path.split('/', deepestPath + 2).length > deepestPath + 1
}

/** Overrides by their scopes. */
interface Spans {
  /** Overrides come in the order of a list, or in the opposite one. */
  add(scope: string, index: number): void
  /** The place of one whose scope is a pointer, or above it or below it; of those that came from the last to the first, the first. */
  find(pointer: string): number | undefined
}

function createSpans(): Spans {
  const [at, below] = [new Map<string, number>(), new Map<string, number>()]
  return {
    add(scope, index) {
      const [own = scope, ...above] = pointersTo(scope)
      at.set(own, index)
      for (const each of above) below.set(each, index)
    },
    find(pointer) {
      const found = [below.get(pointer), ...pointersTo(pointer).map((each) => at.get(each))]
      const indexes = found.filter((each) => each !== undefined)
      return indexes.length === 0 ? undefined : Math.min(...indexes)
    },
  }
}
