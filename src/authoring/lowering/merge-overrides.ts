import { pointersTo } from '../../json/pointer.ts'
import { stringifyJson } from '../../json/stringify.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Override } from '../../model/override.ts'
import { orderedDifference } from './ordered-difference.ts'

/** The overrides of one cluster as one entry that KubeFed reads. */
export interface MergedOverrides {
  /** What comes before the object's own overrides. */
  readonly before: readonly Override[]
  /** The object's own that stay; all, or none. */
  readonly own: readonly Override[]
}

/** What the overrides of one cluster make of an object. */
export interface OverrideEffect {
  /** The object that every cluster gets before overrides. */
  readonly template: JsonObject
  /** The object after some overrides alone; undefined where one of them cannot be applied. */
  readonly apply: (overrides: readonly Override[]) => JsonObject | undefined
  /** What is rendered after them. */
  readonly finish: (overrides: readonly Override[]) => JsonObject | undefined
}

/**
 * The overrides that rules give one cluster and those of the object itself as one list in which no path occurs twice, since
 * KubeFed refuses that: as they are where that is so; else without those that a later one covers, or with the difference that
 * those of rules make in their place, or all of them. Undefined where none of these renders the same text.
 */
export function mergeOverrides(
  overrides: readonly Override[],
  { template, apply, finish }: OverrideEffect,
): MergedOverrides | undefined {
  const ruled = overrides.filter(({ ruledBy }) => ruledBy !== undefined)
  const own = overrides.filter(({ ruledBy }) => ruledBy === undefined)
  if (hasNoRepeats(overrides)) return { before: ruled, own }
  const wanted = textOf(finish(overrides))
  const differenceOf = (some: readonly Override[]): readonly Override[] => {
    const object = apply(some)
    return object === undefined ? [] : orderedDifference(template, object).map(asOverride)
  }
  const candidates: readonly (() => MergedOverrides)[] = [
    () => ({ before: withoutCovered(ruled, own, false), own }),
    () => ({ before: withoutCovered(ruled, own, true), own }),
    () => ({ before: differenceOf(ruled), own }),
    () => ({ before: differenceOf(overrides), own: [] }),
  ]
  for (const candidate of candidates) {
    const merged = candidate()
    const all = [...merged.before, ...merged.own]
    if (hasNoRepeats(all) && textOf(finish(all)) === wanted) return merged
  }
  return undefined
}

/** Equal for objects whose text is the same, keys in their order. */
function textOf(object: JsonObject | undefined): string | undefined {
  return object && stringifyJson(object)
}

function hasNoRepeats(overrides: readonly Override[]): boolean {
  return new Set(overrides.map(({ path }) => path)).size === overrides.length
}

function asOverride(operation: Pick<Override, 'op' | 'path' | 'value'>): Override {
  return { ...operation, pointer: '', dotted: false }
}

/** Those of rules whose field no later override sets anew, or, with `below`, no later one sets what it is in. */
function withoutCovered(
  ruled: readonly Override[],
  own: readonly Override[],
  below: boolean,
): readonly Override[] {
  const set = new Set(own.filter(({ op }) => op !== 'remove').map(({ path }) => path))
  const kept: Override[] = []
  for (const override of ruled.toReversed()) {
    const { op, path } = override
    const isCovered = below ? pointersTo(path).some((each) => set.has(each)) : set.has(path)
    if (!isCovered) kept.push(override)
    if (op !== 'remove') set.add(path)
  }
  return kept.reverse()
}
