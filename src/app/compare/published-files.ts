import { publishedPlace, type DeliveryFile } from '../../model/delivery-config.ts'
import type { FileMatrix, FileTree } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { withLooseFiles } from '../../output/file-matrix.ts'
import { emit } from '../../stages/emit/emit.ts'
import { layOutDelivery } from '../../stages/emit/lay-out-delivery.ts'

const noFleet: Fleet = { clusters: [], objects: [], dns: [], held: [] }

/**
 * The files that `publish` writes of a fleet, by those that `render` writes: on a branch agents find the output at the
 * top, so that their files have other paths.
 */
export function publishedFiles(
  fleet: Fleet,
  config: RenderConfig,
  { files }: FileTree,
  rendered: readonly DeliveryFile[] = [],
): FileMatrix {
  const [delivery] = layOutDelivery(fleet, config, publishedPlace)
  if (delivery.length === 0) return files
  const replaced = new Set([...rendered.map(({ path }) => path), '.gitattributes'])
  const others = files.loose.filter(({ path }) => !replaced.has(path))
  return withLooseFiles({ ...files, loose: others }, emit(noFleet, undefined, delivery).files.loose)
}
