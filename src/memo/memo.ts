import { equalValues } from './equal-values.ts'
import { holds, recordFacts, type Recorded } from './facts.ts'

/** Gives again what was computed before. The caller has it, and passes it to each of the compilations that are to share it. */
export interface Memo {
  /**
   * The value of a key that was kept before where it is equal, so that what did not change is one value; else this one,
   * which is kept. `what` names the kind of values.
   */
  readonly keep: <T>(what: string, key: object | string, value: T) => T
  /**
   * What a unit of work computed for a key before, where all that it read of its context is as it was; else what it computes
   * now. It may read only the view that it is given, the key, and what never changes.
   */
  readonly remember: <C extends object, T>(
    unit: string,
    key: object,
    context: C,
    compute: (view: C) => T,
  ) => T
}

/** A memo that remembers nothing. */
export const noMemo: Memo = {
  keep: (_what, _key, value) => value,
  remember: (_unit, _key, context, compute) => compute(context),
}

/** A result that is given again. */
export interface Hit {
  readonly unit: string
  readonly key: object
  readonly remembered: Recorded<unknown>
  /** What it would be computed from now, and how. */
  readonly context: object
  readonly compute: (view: object) => unknown
}

/** How a memo works, where that is watched. */
export interface MemoOptions {
  /** Computes something and records what it reads. Default: `recordFacts`. */
  readonly record?: typeof recordFacts
  /** Is given each result that is given again. Default: nobody is. */
  readonly onHit?: (hit: Hit) => void
}

/**
 * A memo that is empty. What it knows of an object goes with the object, so that it does not grow with the number of
 * compilations.
 */
export function createMemo({ record = recordFacts, onHit }: MemoOptions = {}): Memo {
  const kept = createShelf<unknown>()
  const results = createShelf<Recorded<unknown>>()
  return {
    keep: <T>(what: string, key: object | string, value: T): T =>
      latest(
        kept(what, key),
        (each) => equalValues(each, value),
        () => value,
      ) as T,
    remember: <C extends object, T>(unit: string, key: object, context: C, compute: (view: C) => T): T => {
      const { result } = latest(
        results(unit, key),
        ({ facts }) => facts.every((fact) => holds(fact, context)),
        () => record(context, compute),
        (remembered) => onHit?.({ unit, key, remembered, context, compute: (view) => compute(view as C) }),
      )
      return result as T
    },
  }
}

/** So many values of a key are known: base, head and the commits of their waves, which take turns, do not displace each other. */
const mostValues = 8

/** The known value that fits, which is the first from now on; else a new one, for which the last of too many goes. */
function latest<T>(known: T[], fits: (value: T) => boolean, create: () => T, onHit?: (value: T) => void): T {
  const index = known.findIndex(fits)
  const found = known[index]
  if (found !== undefined) onHit?.(found)
  if (found !== undefined && index === 0) return found
  if (found !== undefined) known.splice(index, 1)
  const value = found ?? create()
  known.unshift(value)
  known.splice(mostValues)
  return value
}

/** Gives the list of what is known of a key, by what it is asked for. */
function createShelf<T>(): (what: string, key: object | string) => T[] {
  const byName = new Map<string, T[]>()
  const byObject = new Map<string, WeakMap<object, T[]>>()
  return (what, key) => {
    if (typeof key === 'string') return listAt(byName, `${what}\n${key}`)
    const ofObjects = byObject.get(what) ?? new WeakMap<object, T[]>()
    byObject.set(what, ofObjects)
    return listAt(ofObjects, key)
  }
}

function listAt<K, T>(lists: { get(key: K): T[] | undefined; set(key: K, list: T[]): unknown }, key: K): T[] {
  const known = lists.get(key)
  if (known !== undefined) return known
  const list: T[] = []
  lists.set(key, list)
  return list
}
