/** Compares two strings by UTF-16 code units, as `Array.prototype.sort` does without a comparator. */
export function compareStrings(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
