import { topFolders } from '../../agents/top-folders.ts'
import { noMemo, type Memo } from '../../memo/memo.ts'
import type { DeliveryFile } from '../../model/delivery-config.ts'
import type { FileMatrix, FileTree, RenderedFile, Selection } from '../../model/file-tree.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import { looseFiles } from '../../output/file-matrix.ts'
import { generatedHeader } from '../../output/generated-header.ts'
import {
  clusterDirectory,
  clusterDirectoryNames,
  clustersFolder,
  inClusterDirectory,
  inDNS,
  pendingFolder,
} from '../../output/layout.ts'
import { objectText } from '../../output/object-text.ts'
import { compareText } from '../../text/compare-text.ts'
import { invariant } from '../../text/invariant.ts'

/**
 * The files of a fleet: one for each object and cluster, every variant serialized once. By default all are rendered, and
 * the directories of clusters that are gone. Whichever clusters are selected, the files of the agents list all: a list
 * that shrank would make an agent forget the others. The text of an object that the memo knows is not written again.
 */
export function emit(
  fleet: Fleet,
  selection?: Selection,
  delivery: readonly DeliveryFile[] = [],
  memo: Memo = noMemo,
): FileTree {
  const { shared = 'all', directories } = selection ?? {}
  const { loose } = looseFiles([
    ...(shared === 'none' ? [] : emitForAgents(delivery)),
    ...(shared === 'all' ? fleet.dns.flatMap(emitDNS) : []),
  ])
  const files = { ...emitClusters(fleet, directories && new Set(directories), memo), loose }
  return { files, held: fleet.held, scope: scopeOf(selection), shared: shared === 'all' }
}

/** The files of the selected directories of clusters, by default of all. */
function emitClusters(
  { clusters, objects }: Fleet,
  selected: ReadonlySet<string> | undefined,
  { remember }: Memo,
): Omit<FileMatrix, 'loose'> {
  const rows = clusters
    .map(({ name }) => ({ name, directory: clusterDirectory(name) }))
    .filter(({ directory }) => selected?.has(directory) !== false)
    .sort((left, right) => compareText(`${left.directory}/`, `${right.directory}/`))
  const paths = [...new Set(objects.map(({ path }) => path))]
  const rowOf = new Map(rows.map(({ name }, index) => [name, index]))
  const cells = new Uint32Array(rows.length * paths.length)
  const texts: string[] = []
  let column = 0
  for (const { path, variants } of objects) {
    if (path !== paths[column]) column += 1
    for (const { object, clusters: placed } of variants) {
      texts.push(remember('text', object, {}, () => objectText(object)))
      let row = 0
      for (const cluster of placed) {
        // Both are in nearly the same order, so that the next row is most often the one.
        if (rows[row]?.name !== cluster) row = rowOf.get(cluster) ?? Number.NaN
        const cell = row * paths.length + column
        if (cells[cell]) invariant(false, `rendered twice: ${path}`)
        cells[cell] = texts.length
        row += 1
      }
    }
  }
  return { directories: rows.map(({ directory }) => directory), paths, texts, cells }
}

function emitForAgents(delivery: readonly DeliveryFile[]): readonly RenderedFile[] {
  const files = delivery.map(({ path, object, comment }) => ({ path, text: objectText(object, comment) }))
  return [{ path: '.gitattributes', text: gitattributes }, ...files]
}

function emitDNS({ path, variants }: FleetObject): readonly RenderedFile[] {
  return variants.map(({ object }) => ({ path: inDNS(path), text: objectText(object) }))
}

/** What a run may prune in. */
function scopeOf(selection: Selection | undefined): readonly string[] {
  if (selection === undefined) return topFolders.map((folder) => `${folder}/`)
  const directories = selection.directories
    .flatMap(clusterDirectoryNames)
    .flatMap((directory) => [`${inClusterDirectory(directory)}/`, `${pendingFolder}/${directory}/`])
  const ofClusters = new Set([clustersFolder, pendingFolder])
  const shared = selection.shared === 'all' ? topFolders.filter((each) => !ofClusters.has(each)) : []
  return [...directories, ...shared.map((folder) => `${folder}/`)].sort(compareText)
}

/** The content of the output's own `.gitattributes`: no checkout alters a rendered file. */
export const gitattributes: string = `${generatedHeader}\n* text eol=lf linguist-generated=true\n`
