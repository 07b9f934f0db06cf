/** The part of two lists between an equal beginning and an equal end: from `start` to before `baseEnd` or `headEnd`. */
export interface DifferingPart {
  readonly start: number
  readonly baseEnd: number
  readonly headEnd: number
}

/** Trims the equal beginning of two lists first, then the equal end of what is left. */
export function trimEqualEnds<Item>(
  base: readonly Item[],
  head: readonly Item[],
  areEqual: (base: Item | undefined, head: Item | undefined) => boolean,
): DifferingPart {
  const shorter = Math.min(base.length, head.length)
  let start = 0
  while (start < shorter && areEqual(base[start], head[start])) start++
  let ends = 0
  while (ends < shorter - start && areEqual(base.at(-1 - ends), head.at(-1 - ends))) ends++
  return { start, baseEnd: base.length - ends, headEnd: head.length - ends }
}
