import { dirname, relative, sep } from 'node:path'
import type { Host } from '../host.ts'
import { isSystemError } from '../system-error.ts'

/**
 * The first symbolic link on the way from the top of a work tree to a path that is named, relative to the top; undefined
 * where there is none, also where the path leads to the work tree by a link from outside. `path` is absolute.
 */
export function findLinkedPart(
  host: Pick<Host, 'kindOf' | 'realPath'>,
  workTree: string,
  path: string,
): string | undefined {
  const top = ancestors(path).find((each) => realPathIfAny(host, each) === workTree)
  if (top === undefined) return undefined
  const below = ancestors(path).filter((each) => each.length > top.length)
  const linked = below.findLast((each) => host.kindOf(each) === 'link')
  return linked && relative(top, linked).split(sep).join('/')
}

/** A path and what is above it, nearest first. */
function ancestors(path: string): readonly string[] {
  const parent = dirname(path)
  return parent === path ? [path] : [path, ...ancestors(parent)]
}

function realPathIfAny(host: Pick<Host, 'realPath'>, path: string): string | undefined {
  try {
    return host.realPath(path)
  } catch (error) {
    if (isSystemError(error)) return undefined
    throw error
  }
}
