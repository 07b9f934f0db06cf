import { equalValues, isMapping } from './equal-values.ts'

/** One thing that a computation read of its context. */
export interface Fact {
  /** The properties on the way to it: `['federation', 'observed']`. */
  readonly path: readonly PropertyKey[]
  /** What was asked of the map that is there; absent where all was read of what is there. */
  readonly entry?: { readonly key: unknown }
  /** What was there: of an entry its value, or `absent`. */
  readonly value: unknown
}

/** In place of the value of an entry that a map lacks. */
export const absent: unique symbol = Symbol('absent')

/** What a computation gave, and all that it read of its context. */
export interface Recorded<T> {
  readonly result: T
  readonly facts: readonly Fact[]
}

/** The mappings of a context that are watched property by property; what is in them is read as a whole, or is a map. */
const watchedDepth = 2

/**
 * Computes something of a view of a context, which looks like it and records what is read: each property of the context and
 * of its mappings, also one that is not there; of a map each entry that is asked for, or all. Nothing of the view may
 * become part of the result but such values.
 */
export function recordFacts<C extends object, T>(context: C, compute: (view: C) => T): Recorded<T> {
  const facts: Fact[] = []
  const result = compute(viewOf(context, [], (fact) => facts.push(fact)))
  return { result, facts }
}

/** Whether what a computation read is the same in another context. */
export function holds({ path, entry, value }: Fact, context: object): boolean {
  let current: unknown = context
  for (const property of path) current = propertyOf(current, property)
  if (entry === undefined) return equalValues(value, current)
  return current instanceof Map && equalValues(value, entryOf(current, entry.key))
}

/** How a person calls what a fact is about: `federation.observed["eu-1"]`. */
export function describeFact({ path, entry }: Fact): string {
  const way = path.map(String).join('.')
  return entry === undefined ? way : `${way}[${typeof entry.key === 'string' ? `"${entry.key}"` : '…'}]`
}

type RecordFact = (fact: Fact) => void

function viewOf<C extends object>(context: C, path: readonly PropertyKey[], record: RecordFact): C {
  const known = new Map<PropertyKey, unknown>()
  const read = (property: PropertyKey): unknown => {
    if (known.has(property)) return known.get(property)
    const value = propertyOf(context, property)
    const view = viewAt(value, [...path, property], record)
    if (view === value) record({ path: [...path, property], value })
    known.set(property, view)
    return view
  }
  const recordAll = (): void => record({ path, value: context })
  // The proxy is of nothing: it could not show a view in place of a property that is frozen.
  const view: unknown = new Proxy(Object.create(null) as object, {
    get: (_, property) => read(property),
    has: (_, property) => {
      recordAll()
      return property in context
    },
    ownKeys: () => {
      recordAll()
      return Reflect.ownKeys(context)
    },
    getOwnPropertyDescriptor: (_, property) => {
      const descriptor = Reflect.getOwnPropertyDescriptor(context, property)
      return (
        descriptor && {
          enumerable: descriptor.enumerable === true,
          configurable: true,
          value: read(property),
        }
      )
    },
  })
  return view as C
}

/** A view of a map, or of a mapping not too deep; anything else is itself. */
function viewAt(value: unknown, path: readonly PropertyKey[], record: RecordFact): unknown {
  if (value instanceof Map) return viewOfMap(value, path, record)
  return path.length < watchedDepth && isMapping(value) ? viewOf(value, path, record) : value
}

function viewOfMap(
  map: ReadonlyMap<unknown, unknown>,
  path: readonly PropertyKey[],
  record: RecordFact,
): ReadonlyMap<unknown, unknown> {
  const known = new Set<unknown>()
  const note = (key: unknown): void => {
    if (!known.has(key)) record({ path, entry: { key }, value: entryOf(map, key) })
    known.add(key)
  }
  return new Proxy(map, {
    get: (_, property) => {
      if (property === 'get' || property === 'has') {
        return (key: unknown) => {
          note(key)
          return map[property](key)
        }
      }
      record({ path, value: map })
      const value = propertyOf(map, property)
      return typeof value === 'function' ? (value.bind(map) as unknown) : value
    },
  })
}

function entryOf(map: ReadonlyMap<unknown, unknown>, key: unknown): unknown {
  return map.has(key) ? map.get(key) : absent
}

function propertyOf(value: unknown, property: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? (Reflect.get(value, property) as unknown) : undefined
}
