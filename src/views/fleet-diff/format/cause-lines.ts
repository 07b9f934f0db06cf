import type { Cause, FleetDiff } from '../../../model/fleet-diff.ts'
import { groupBy } from '../../../text/group-by.ts'
import { pathFromTop } from '../../../diagnostics/review-place.ts'
import { printable } from '../../../text/quote.ts'
import { linesOf, locateCauses, withoutTwins, type LocatedCause } from '../causes/locate-causes.ts'
import { describeClusterCauses } from './cluster-change-lines.ts'

/** What made a change, for a person. */
export interface ShownCauses {
  /** The places that are named beside the change: no more than a few. */
  readonly first: readonly LocatedCause[]
  /** How many more there are. */
  readonly more: number
  /** All places by directory, a line each; empty where all are among the first. Nothing in it ends a line. */
  readonly all: readonly string[]
  /** What was done there, as `label tier stage → prod`, where it was done to clusters; else empty. Raw text. */
  readonly what: string
}

/** How many places are named beside a change. */
const mostBeside = 3

/** To find the line of a place parses its document, and nobody reads more places than this. */
const mostPlaces = 1000

/** What made a change, its paths from the top of the Git repository, in which `prefix` leads to the rendered one. */
export function showCauses(
  causes: readonly Cause[],
  diff: Pick<FleetDiff, 'clusterChanges'>,
  prefix: string = '',
): ShownCauses {
  const fromTop = (each: LocatedCause): LocatedCause => ({ ...each, file: pathFromTop(prefix, each.file) })
  const found = withoutTwins(locateCauses(causes.slice(0, mostPlaces)))
  const located = found.map(fromTop)
  const unread = Math.max(causes.length - mostPlaces, 0)
  const more = Math.max(located.length - mostBeside, 0) + unread
  const all = more === 0 ? [] : [...placesByDirectory(located), ...(unread > 0 ? [`and ${unread} more`] : [])]
  return { first: located.slice(0, mostBeside), more, all, what: describeClusterCauses(causes, diff) }
}

/** `teams/shop/: api.yaml:9, web.yaml:12,40`, and in the top directory `inventory.yaml:18,68`. */
function placesByDirectory(causes: readonly LocatedCause[]): readonly string[] {
  const directories = groupBy(
    causes,
    ({ side, file }) => `${side} ${file.slice(0, file.lastIndexOf('/') + 1)}`,
  )
  return [...directories.values()].map((inDirectory) => {
    const { side = 'head', file = '' } = inDirectory[0] ?? {}
    const directory = file.slice(0, file.lastIndexOf('/') + 1)
    const files = [...groupBy(inDirectory, (each) => each.file)].map(
      ([path, places]) => `${path.slice(directory.length)}:${places.map(linesOf).join(',')}`,
    )
    return printable(
      `${directory === '' ? '' : `${directory}: `}${files.join(', ')}${side === 'base' ? ' (before)' : ''}`,
    )
  })
}
