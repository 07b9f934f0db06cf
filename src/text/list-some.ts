/** The first few items, and a last one with the number of the others: `and 3 more`. */
export function firstOf(items: readonly string[], limit: number): readonly string[] {
  return items.length <= limit ? items : [...items.slice(0, limit), `and ${items.length - limit} more`]
}

/** The first few items in one line, and how many more there are: `a, b and 3 more`. */
export function listSome(items: readonly string[], limit: number): string {
  const shown = items.slice(0, limit).join(', ')
  return items.length <= limit ? shown : `${shown} and ${items.length - limit} more`
}
