import { isOwnedFile } from './compare-output.ts'
import type { Host } from './host.ts'
import { ownershipLength } from './owned-content.ts'
import type { PreviousOutput } from './previous-output.ts'

/** The rendered files below a directory; neither links nor directories whose name starts with a dot are followed. */
export function previousFromDirectory(host: Host, directory: string): PreviousOutput {
  const scratch = Buffer.allocUnsafe(ownershipLength)
  const paths: string[] = []
  const foreign: string[] = []
  const visit = (parent: string): void => {
    for (const entry of host.readDirectory(`${directory}/${parent}`)) {
      const path = `${parent}${entry.name}`
      if (entry.isDirectory() && !entry.name.startsWith('.')) visit(`${path}/`)
      else if (entry.isFile() && isOwnedFile(host, `${directory}/${path}`, scratch)) paths.push(path)
      else if (entry.isFile() && path.endsWith('.yaml')) foreign.push(path)
    }
  }
  visit('')
  return {
    paths: paths.sort(),
    foreign: foreign.sort(),
    read: (path) => host.readFile(`${directory}/${path}`, Number.POSITIVE_INFINITY) ?? Buffer.alloc(0),
  }
}
