import { posix, relative, sep } from 'node:path'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { contains } from '../contains.ts'
import type { Host } from '../host.ts'
import { unlessRefused } from '../system-error.ts'

/** How far below the target of a link is looked for files: a link may lead to the root of the system. */
const deepest = 1

/**
 * What is lost with links that are not followed, by their paths in the repository: `source-links-skipped` where their
 * targets are read at their own paths, or hold nothing to read, and `source-link-unread` where files are not read.
 */
export function judgeLinks(
  host: Host,
  root: string,
  links: Iterable<string>,
  paths: ReadonlySet<string>,
): readonly Diagnostic[] {
  const harmless: string[] = []
  const unread: Diagnostic[] = []
  const read = withDirectories(paths)
  const losses = new Map<string, Loss | undefined>()
  for (const link of [...links].sort()) {
    const target = unlessRefused(() => host.realPath(`${root}/${link}`))
    if (target !== undefined && !losses.has(target)) losses.set(target, lossOf(host, root, target, read))
    const loss = target === undefined ? lossOfNothing(link) : losses.get(target)
    if (loss === undefined) harmless.push(link)
    else unread.push(createDiagnostic('source-link-unread', { link, ...loss }))
  }
  return harmless.length === 0
    ? unread
    : [...unread, createDiagnostic('source-links-skipped', { links: harmless })]
}

/** The files that are not read; none where the link leads nowhere. */
interface Loss {
  readonly files: number
}

/** The paths and those of all directories around them. */
function withDirectories(paths: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>()
  for (const path of paths) {
    for (let each = path; each !== '.' && !all.has(each); each = posix.dirname(each)) all.add(each)
  }
  return all
}

/** Nothing is lost by a link that leads nowhere, where its name is of another extension than sources have. */
function lossOfNothing(link: string): Loss | undefined {
  return /\.(?:ya?ml|json)$|(?:^|\/)[^./]+$/.test(link) ? { files: 0 } : undefined
}

function lossOf(host: Host, root: string, target: string, read: ReadonlySet<string>): Loss | undefined {
  if (contains(root, target)) {
    const place = relative(root, target).split(sep).join('/')
    if (place === '' || read.has(place)) return undefined
  }
  const files = countSources(host, target, deepest)
  return files === 0 ? undefined : { files }
}

function countSources(host: Host, path: string, depth: number): number {
  const kind = unlessRefused(() => host.kindOf(path))
  if (kind === 'file') return hasSourceExtension(path) ? 1 : 0
  if (kind !== 'directory') return 0
  const entries = unlessRefused(() => host.readDirectory(path)) ?? []
  const files = entries.filter((entry) => entry.isFile() && hasSourceExtension(entry.name)).length
  if (depth === 0) return files
  const directories = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
  return directories.reduce((sum, { name }) => sum + countSources(host, `${path}/${name}`, depth - 1), files)
}

/** Whether a file is of a name that sources have. */
export function hasSourceExtension(name: string): boolean {
  return /\.(?:ya?ml|json)$/.test(name)
}
