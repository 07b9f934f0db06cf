import { commands } from '../scenarios/commands.mjs'

const mostListed = 5

/** What the base and this checkout left otherwise, as lines; a time of a command that does something else means nothing. */
export function compareOutput({ measured: [side, base] }) {
  const found = commands.flatMap(({ name, title }) =>
    differingPaths(side[name].left, base[name].left).map((path) => `${title}: ${path} differs from the base`),
  )
  const watched = differingPaths(side.watch?.written ?? new Map(), base.watch?.written ?? new Map())
  return [...found, ...watched.map((path) => `\`render --watch\`: ${path} differs from the base`)]
}

function differingPaths(left, right) {
  const paths = [...new Set([...left.keys(), ...right.keys()])].filter(
    (path) => left.get(path) !== right.get(path),
  )
  return paths.slice(0, mostListed)
}
