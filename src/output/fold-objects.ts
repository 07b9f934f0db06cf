import { objectAt, readOutputPath } from './layout.ts'
import { count } from '../text/count.ts'
import { listSome } from '../text/list-some.ts'

const shownNames = 8

/** Lists rendered files for people, one line for each object, whatever the number of its clusters; the widest spread first. */
export function foldObjects(paths: readonly string[]): readonly string[] {
  const clustersOf = new Map<string, string[]>()
  for (const path of paths) {
    const object = objectAt(path)
    const clusters = clustersOf.get(object ?? path) ?? []
    clustersOf.set(object ?? path, clusters)
    const { cluster } = readOutputPath(path)
    if (object !== undefined && cluster !== undefined) clusters.push(cluster)
  }
  return [...clustersOf]
    .sort(
      ([leftName, left], [rightName, right]) => right.length - left.length || (leftName < rightName ? -1 : 1),
    )
    .map(([object, clusters]) => escapeControls(`${object}${describeClusters(clusters)}`))
}

function describeClusters(clusters: readonly string[]): string {
  if (clusters.length === 0) return ''
  return ` in ${count(clusters.length, 'cluster')}: ${nameSome(clusters)}`
}

/** Whoever can add a file to the output can name it; a line break in a name may not forge a line of a log. */
export function escapeControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, encodeURIComponent)
}

/** The first few names, and how many more there are. */
export function nameSome(names: readonly string[]): string {
  return listSome(names, shownNames)
}
