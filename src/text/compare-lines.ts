/** Lines that are in both texts, or those of either in the place of the other's. */
export interface LineRun {
  readonly kind: 'equal' | 'changed'
  /** How many lines of the first text, and how many of the second. */
  readonly from: number
  readonly to: number
}

/** How many lines are looked through for where both texts go on alike, so that the time is linear. */
const farthest = 16

/**
 * What changes from one text to another, line by line, in linear time: both go on from the nearest line that is in both,
 * so that more may be shown as changed than has to be where many lines come in or go away together.
 */
export function compareLines(from: readonly string[], to: readonly string[]): readonly LineRun[] {
  const runs: { kind: LineRun['kind']; from: number; to: number }[] = []
  const add = (kind: LineRun['kind'], fromCount: number, toCount: number): void => {
    const last = runs.at(-1)
    if (last?.kind === kind) {
      last.from += fromCount
      last.to += toCount
    } else if (fromCount + toCount > 0) runs.push({ kind, from: fromCount, to: toCount })
  }
  let [left, right] = [0, 0]
  while (left < from.length && right < to.length) {
    if (from[left] === to[right]) {
      add('equal', 1, 1)
      left += 1
      right += 1
      continue
    }
    const [fromCount, toCount] = nearestEqual(from, to, left, right)
    add('changed', fromCount, toCount)
    left += fromCount
    right += toCount
  }
  add('changed', from.length - left, to.length - right)
  return runs
}

/** How many lines of each to pass to where both are equal; one of each where that is too far. */
function nearestEqual(
  from: readonly string[],
  to: readonly string[],
  left: number,
  right: number,
): readonly [number, number] {
  for (let distance = 1; distance <= farthest; distance += 1) {
    for (let fromCount = 0; fromCount <= distance; fromCount += 1) {
      const line = from[left + fromCount]
      if (line !== undefined && line === to[right + distance - fromCount])
        return [fromCount, distance - fromCount]
    }
  }
  return [1, 1]
}
