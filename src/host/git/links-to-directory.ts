import { relative, sep } from 'node:path'
import { askGit } from './ask-git.ts'
import { contains } from '../contains.ts'
import { gitIn } from './git.ts'
import type { Host } from '../host.ts'

/**
 * The symbolic links of a repository that lead to a directory of its work tree, or to one above it: a run may have been
 * started through one of them. Relative to the top; none outside of a repository. `directory` is free of links.
 */
export function linksToDirectory(host: Host, directory: string): readonly string[] {
  const workTree = host.findRepository(directory)?.workTree
  if (workTree === undefined) return []
  const links = askGit(() => {
    const listing = gitIn(host, workTree)(['ls-files', '-z', '--stage']).toString('utf8')
    return listing.split('\0').flatMap((line) => /^120000 [^\t]*\t(.*)$/s.exec(line)?.[1] ?? [])
  })
  return links.filter((link) => {
    const path = `${workTree}/${link}`
    if (host.kindOf(path) !== 'link' || host.kindBehind(path) !== 'directory') return false
    const target = relative(workTree, host.realPath(path)).split(sep).join('/')
    return target !== '' && contains(`${workTree}/${target}`, directory)
  })
}
