import { topFolders } from '../../agents/top-folders.ts'
import type { DeliveryFile } from '../../model/delivery-config.ts'
import type { FileTree, RenderedFile, Selection } from '../../model/file-tree.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
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

/** One object's file, the same path in every cluster. */
interface EmittedObject {
  readonly path: string
  readonly textOf: ReadonlyMap<string, string>
}

/**
 * The files of a fleet: one for each object and cluster, every variant serialized once. By default all are rendered, and
 * the directories of clusters that are gone. Whichever clusters are selected, the files of the agents list all: a list
 * that shrank would make an agent forget the others.
 */
export function emit(fleet: Fleet, selection?: Selection, delivery: readonly DeliveryFile[] = []): FileTree {
  const { shared = 'all', directories } = selection ?? {}
  const selected = directories && new Set(directories)
  const objects = fleet.objects.map(emitObject)
  const files: RenderedFile[] = shared === 'none' ? [] : [...emitForAgents(delivery)]
  for (const { name } of fleet.clusters) {
    const directory = clusterDirectory(name)
    if (selected?.has(directory) === false) continue
    for (const { path, textOf } of objects) {
      const text = textOf.get(name)
      if (text !== undefined) files.push({ path: inClusterDirectory(directory, path), text })
    }
  }
  if (shared === 'all') for (const each of fleet.dns.flatMap(emitDNS)) files.push(each)
  files.sort((left, right) => compareText(left.path, right.path))
  return { files, held: fleet.held, scope: scopeOf(selection), shared: shared === 'all' }
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

function emitObject({ path, variants }: FleetObject): EmittedObject {
  const texts = new Map<string, string>()
  for (const { object, clusters } of variants) {
    const text = objectText(object)
    for (const cluster of clusters) texts.set(cluster, text)
  }
  return { path, textOf: texts }
}
