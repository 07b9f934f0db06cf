/** The middle of some numbers. */
export function median(numbers) {
  const sorted = numbers.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The median of the rounds' own ratios: what disturbs a round disturbs both of its measurements. */
export function ratio(numbers, base) {
  return median(numbers.map((number, round) => number / base[round]))
}

/** Numbers as their median and, in brackets, the least and the most of them. */
export function withSpread(numbers) {
  return `${rounded(median(numbers))} (${rounded(Math.min(...numbers))}–${rounded(Math.max(...numbers))})`
}

/** Three digits of a number at most before its decimal point, and one after it where the number is small. */
export function rounded(number) {
  return number < 10 ? number.toFixed(1) : number.toFixed(0)
}
