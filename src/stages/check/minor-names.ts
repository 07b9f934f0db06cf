/** Minor versions of Kubernetes as a message names them: `1.22 to 1.24 and 1.30`. */
export function minorNames(minors: Iterable<number>): string {
  const ranges: [first: number, last: number][] = []
  for (const minor of [...minors].sort((left, right) => left - right)) {
    const range = ranges.at(-1)
    if (range?.[1] === minor - 1) range[1] = minor
    else ranges.push([minor, minor])
  }
  const names = ranges.flatMap(([first, last]) =>
    last === first + 1
      ? [first, last].map(nameOf)
      : [first === last ? nameOf(first) : `${nameOf(first)} to ${nameOf(last)}`],
  )
  const end = names.pop() ?? ''
  return names.length === 0 ? end : `${names.join(', ')} and ${end}`
}

function nameOf(minor: number): string {
  return `1.${minor}`
}
