import type { DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { installRank } from '../../kubernetes/install-order.ts'
import type { FileTree, RenderedFile } from '../../model/file-tree.ts'
import { createTextLookup, filesOf } from '../../output/file-matrix.ts'
import { createHeldLookup } from '../../output/held-files.ts'
import { currentPath, readOutputPath } from '../../output/layout.ts'
import { compareText } from '../../text/compare-text.ts'
import type { Repository } from '../repository/repository.ts'
import { reportHeldWithoutPrevious } from './held-without-previous.ts'

/**
 * The objects of a tree as the documents of one stream, each cluster's in the order of applying. What is held
 * comes from the output that `previous` names; without it `held-without-previous` is an error, because leaving a held
 * object out would delete it.
 */
export function listObjects({ previous }: Repository, tree: FileTree): DiagnosticResult<readonly string[]> {
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
  const ordered = files.map((file) => ({ file, order: orderOf(file) })).sort(compareOrder)
  return [ordered.map(({ file }) => file.text), []]
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
