/** The items that share a key, in their order; the keys in the order of their first items. */
export function groupBy<T>(items: Iterable<T>, key: (item: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const each of items) {
    const group = groups.get(key(each))
    if (group) group.push(each)
    else groups.set(key(each), [each])
  }
  return groups
}
