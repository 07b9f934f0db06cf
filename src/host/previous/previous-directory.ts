import { isOwnedFile } from '../output/compare-output.ts'
import type { Host } from '../host.ts'
import { listDirectory } from '../output/output-listing.ts'
import { ownershipLength } from '../../output/owned-content.ts'
import type { PreviousOutput } from './previous-output.ts'

/** The rendered files below a directory; neither links nor directories whose name starts with a dot are followed. */
export function previousFromDirectory(host: Host, directory: string): PreviousOutput {
  const scratch = Buffer.allocUnsafe(ownershipLength)
  const listing = listDirectory(host, directory)
  const paths = [...listing.entries]
    .filter(([path, kind]) => kind === 'file' && !/(?:^|\/)\.[^/]*\//.test(path))
    .map(([path]) => path)
    .filter((path) => isOwnedFile(host, `${directory}/${path}`, scratch))
  return {
    paths: paths.sort(),
    listing,
    read: (path) => host.readFile(`${directory}/${path}`, Number.POSITIVE_INFINITY) ?? Buffer.alloc(0),
  }
}
