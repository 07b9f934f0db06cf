import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { installRank } from '../../kubernetes/install-order.ts'
import type { FileTree, RenderedFile } from '../../model/file-tree.ts'
import { createTextLookup, filesOf } from '../../output/file-matrix.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { clusterDirectory, currentPath, readOutputPath } from '../../output/layout.ts'
import { compareText } from '../../text/compare-text.ts'
import { groupBy } from '../../text/group-by.ts'
import type { Repository } from '../repository/repository.ts'
import { reportHeldWithoutPrevious } from './held-without-previous.ts'

/** An object of a stream, as it is written, with the clusters that get it. */
export interface ListedObject {
  readonly text: string
  readonly clusters: readonly string[]
}

/** How objects are listed. */
export interface ListOptions {
  /** Whether what several clusters get is listed once. */
  readonly isUnique: boolean
  /** All clusters, by name. */
  readonly clusters: readonly string[]
}

/**
 * The objects of a tree, each cluster's in the order of applying, or what several clusters get once, in the order of applying. What is
 * held comes from the output that `previous` names; without it `held-without-previous` is an error, because leaving a held
 * object out would delete it.
 */
export function listObjects(
  { previous }: Repository,
  tree: FileTree,
  { isUnique, clusters: named }: ListOptions,
): DiagnosticResult<readonly ListedObject[]> {
  const names = new Map(named.map((name) => [clusterDirectory(name), name]))
  const missing = reportHeldWithoutPrevious(previous, tree)
  if (missing.length > 0) return [[], missing]
  const textOf = createTextLookup(tree.files)
  const reasonOf = createHeldLookup(tree.held)
  const held = (previous?.paths ?? [])
    .filter((path) => tree.scope.some((each) => path.startsWith(each)))
    .filter((path) => textOf(currentPath(path)) === undefined && reasonOf(path) !== undefined)
    .map((path) => ({ path, text: Buffer.from(previous?.read(path) ?? []).toString('utf8') }))
  const files = [...filesOf(tree.files), ...held].filter(
    (file) => readOutputPath(file.path).cluster !== undefined,
  )
  const ordered = files.map((file): OrderedFile => ({ file, order: orderOf(file) })).sort(compareOrder)
  const nameOf = (directory: string): string => names.get(directory) ?? directory
  const objects = isUnique
    ? eachOnce(ordered)
    : ordered.map(({ file, order }) => ({ text: file.text, clusters: [order.cluster] }))
  return [objects.map(({ text, clusters }) => ({ text, clusters: clusters.map(nameOf) })), []]
}

/** Equal texts once, by what is applied first; of one path, in the order of their first clusters. */
function eachOnce(ordered: readonly OrderedFile[]): readonly OrderedObject[] {
  const byText = groupBy(ordered, ({ file }) => file.text)
  const objects = [...byText].map(([text, files]) => {
    const [{ order }] = files as readonly [OrderedFile]
    const below = readOutputPath(order.path).below ?? ''
    return {
      text,
      clusters: files.map((each) => each.order.cluster),
      order: { ...order, cluster: '', path: below },
    }
  })
  return objects.sort(compareOrder)
}

interface OrderedFile {
  readonly file: RenderedFile
  readonly order: Order
}

interface OrderedObject extends ListedObject {
  readonly order: Order
}

interface Order {
  readonly cluster: string
  readonly rank: number
  readonly path: string
}

/**
 * The order of an object's text, which fedrender wrote: `kind` starts a line there, and whatever is in a value is indented.
 * For 10,000 objects the expression takes 0.01 s, and reading them as YAML 4 s, longer than to render them.
 */
function orderOf({ path, text }: RenderedFile): Order {
  const kind = /^kind: (\S+)$/m.exec(text)?.[1] ?? ''
  return { cluster: readOutputPath(path).cluster ?? '', rank: installRank(kind), path }
}

function compareOrder({ order: left }: { order: Order }, { order: right }: { order: Order }): number {
  return (
    compareText(left.cluster, right.cluster) || left.rank - right.rank || compareText(left.path, right.path)
  )
}
