import type { DeliveryFile } from '../../model/delivery-config.ts'
import type { FileChange } from '../../model/file-change.ts'
import { serialize } from '../../yaml/write/serialize.ts'

/** The files of the objects by which an agent is started, below a directory; they belong to whoever edits them from then on. */
export function bootstrapFiles(directory: string, files: readonly DeliveryFile[]): readonly FileChange[] {
  return files.map(({ path, comment, object }) => ({
    path: `${directory}/${path}`,
    after: `${comment === undefined ? '' : `# ${comment}\n`}${serialize(object)}`,
  }))
}
