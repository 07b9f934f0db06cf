import { atPointer } from '../../json/at-pointer.ts'
import { isArray, isObject, setOwn } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import type { FieldOrigin, Origin, OriginatedValue } from '../../model/field-origin.ts'
import type { Json } from '../../model/json.ts'

/** Makes values of the same shape as others, whose scalars and empty containers are replaced by their origins. */
export interface Shadow<From> {
  /**
   * The shadow of a value that is from somewhere. `displacedBy` gives the part of an earlier shadow that what is at a
   * pointer takes the place of; default: none.
   */
  of(value: Json, from: From, displacedBy?: (pointer: string) => Json | undefined): Json
  /**
   * The origin that a part of a shadow holds; undefined for a container that is not empty, and for a value that is not
   * of a shadow.
   */
  originOf(token: Json): FieldOrigin | undefined
  /** Names the origin of a container for when an operation has left it empty; anything else stays as it is. */
  nameEmpty(token: Json, origin: Origin): void
}

/** The origin of a scalar or empty container, `value`, at a pointer of what is from somewhere. */
export type OriginAt<From> = (from: From, pointer: string, value: Json) => Origin

/** The text that is there for a scalar: which of the sources it is from, and its pointer in that. */
const scalarToken = /^origin (\d+)((?:\/.*)?);$/s

/**
 * Makes shadows. A scalar becomes a text that no value of an object is, and that is all that is kept of it, for an object
 * may have a million. An empty container becomes another empty one, which is known by its identity: operations copy
 * containers only where they change them, and what they fill names nothing. `originAt` is asked only for what `originOf` is
 * asked for: of a source nothing else is kept, for an object may have as many overrides.
 */
export function createShadow<From>(originAt: OriginAt<From>): Shadow<From> {
  const sources: Source<From>[] = []
  const containers = new Map<Json, Part>()
  const emptied = new Map<Json, Origin>()
  const displaced = new Map<Json, Json>()
  const partOf = (token: Json): Part | undefined => {
    if (typeof token !== 'string') return containers.get(token)
    const [, index, pointer = ''] = scalarToken.exec(token) ?? []
    return index === undefined ? undefined : { source: Number(index), pointer }
  }
  const valueOf = (token: Json): OriginatedValue | undefined => {
    if (isFilled(token)) return undefined
    const origin = emptied.get(token)
    if (origin !== undefined) return { value: isArray(token) ? [] : {}, origin }
    const { source, pointer } = partOf(token) ?? { source: -1, pointer: '' }
    const known = sources[source]
    if (known === undefined) return undefined
    const value = atPointer(known.value, pointer) ?? null
    return { value, origin: originAt(known.from, pointer, value) }
  }
  return {
    of: (source, from, displacedBy) => {
      const index = sources.push({ value: source, from }) - 1
      return shadowOf(source, '', (pointer, value) => {
        // Joined, it is a text of its own, which takes less than the pieces that it would refer to.
        const token = isArray(value) ? [] : isObject(value) ? {} : ['origin ', index, pointer, ';'].join('')
        if (typeof token !== 'string') containers.set(token, { source: index, pointer })
        const before = displacedBy?.(pointer)
        if (before !== undefined && !isFilled(before)) displaced.set(token, before)
        return token
      })
    },
    originOf: (token) => {
      const value = valueOf(token)
      if (value === undefined) return undefined
      const replaced: OriginatedValue[] = []
      for (let each = displaced.get(token); each !== undefined; each = displaced.get(each)) {
        const before = valueOf(each)
        if (before) replaced.push(before)
      }
      return { ...value, replaced: replaced.length === 0 ? nothing : replaced }
    },
    nameEmpty: (token, origin) => {
      if (typeof token === 'object' && token !== null) emptied.set(token, origin)
    },
  }
}

/** A value that a shadow was made of. */
interface Source<From> {
  readonly value: Json
  readonly from: From
}

/** Where a part of a shadow is from. */
interface Part {
  /** The place of its source among all. */
  readonly source: number
  readonly pointer: string
}

const nothing: readonly OriginatedValue[] = []

/** A value with a token in the place of each scalar and each empty container. */
function shadowOf(value: Json, pointer: string, tokenOf: (pointer: string, value: Json) => Json): Json {
  if (isArray(value) && value.length > 0) {
    return value.map((each, index) => shadowOf(each, childPointer(pointer, index), tokenOf))
  }
  const keys = isObject(value) ? Object.keys(value) : []
  if (!isObject(value) || keys.length === 0) return tokenOf(pointer, value)
  const shadow: Record<string, Json> = {}
  for (const key of keys) {
    setOwn(shadow, key, shadowOf(value[key] ?? null, childPointer(pointer, key), tokenOf))
  }
  return shadow
}

function isFilled(token: Json): boolean {
  if (isArray(token)) return token.length > 0
  if (!isObject(token)) return false
  for (const _ in token) return true
  return false
}
