import { compareText } from '../../model/compare-text.ts'
import type { DeliveryFile } from '../../model/delivery-file.ts'
import type { FileTree, RenderedFile } from '../../model/file-tree.ts'
import type { Fleet, FleetObject } from '../../model/fleet.ts'
import { generatedHeader } from '../../model/generated-header.ts'
import { clusterDirectory } from './layout.ts'
import { objectText } from './object-text.ts'

/** One object's file, the same path in every cluster. */
interface EmittedObject {
  readonly path: string
  readonly textOf: ReadonlyMap<string, string>
}

/**
 * The files of a fleet: one for each object and cluster, every variant serialized once. `selected` are the clusters
 * whose directories are rendered; by default all are, and the directories of clusters that are gone. The files of the
 * agents are written whichever are selected: a list of clusters that shrank would make an agent forget the others.
 */
export function emit(
  fleet: Fleet,
  selected?: readonly string[],
  delivery: readonly DeliveryFile[] = [],
): FileTree {
  const objects = fleet.objects.map(emitObject)
  const clusters = [...new Set(selected ?? fleet.clusters.map((cluster) => cluster.name))]
  const directories = clusters.map((cluster) => ({
    cluster,
    directory: `clusters/${clusterDirectory(cluster)}/`,
  }))
  directories.sort((left, right) => compareText(left.directory, right.directory))
  const files: RenderedFile[] = [{ path: '.gitattributes', text: gitattributes }]
  for (const { cluster, directory } of directories) {
    for (const { path, textOf } of objects) {
      const text = textOf.get(cluster)
      if (text !== undefined) files.push({ path: directory + path, text })
    }
  }
  for (const { path, object, comment } of delivery) files.push({ path, text: objectText(object, comment) })
  if (selected === undefined) {
    for (const { path, variants } of fleet.dns) {
      for (const { object } of variants) files.push({ path: `dns/${path}`, text: objectText(object) })
    }
  }
  files.sort((left, right) => compareText(left.path, right.path))
  return { files, held: fleet.held, scope: scopeOf(selected && directories) }
}

/** What a run may prune in: of selected clusters their directories, else everything that it renders. */
function scopeOf(directories: readonly { readonly directory: string }[] | undefined): readonly string[] {
  return directories?.map(({ directory }) => directory) ?? ['argocd/', 'clusters/', 'dns/', 'flux/']
}

const gitattributes = `${generatedHeader}\n* text eol=lf linguist-generated=true\n`

function emitObject({ path, variants }: FleetObject): EmittedObject {
  const texts = new Map<string, string>()
  for (const { object, clusters } of variants) {
    const text = objectText(object)
    for (const cluster of clusters) texts.set(cluster, text)
  }
  return { path, textOf: texts }
}
