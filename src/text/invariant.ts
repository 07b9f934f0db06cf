/** Throws when a condition that fedrender itself must keep does not hold: a bug, never a user's fault. */
export function invariant(condition: unknown, what: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${what}`)
}
