import { clustersFolder, dnsFolder, pendingFolder } from '../output/layout.ts'
import { compareText } from '../text/compare-text.ts'
import { agents } from './agents.ts'

/** Every folder at the top of the output directory that fedrender renders, and so may prune in; sorted. */
export const topFolders: readonly string[] = [
  clustersFolder,
  dnsFolder,
  pendingFolder,
  ...agents.map(({ folder }) => folder),
].sort(compareText)

/** Whether a path of the output directory is below one of these folders. */
export function isInTopFolder(path: string): boolean {
  return topFolders.some((folder) => path.startsWith(`${folder}/`))
}
