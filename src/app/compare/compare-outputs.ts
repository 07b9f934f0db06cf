import { dirname, relative, sep } from 'node:path'
import { obeyedBy } from '../../agents/agent-files.ts'
import { blobId } from '../../host/commit/commit-files.ts'
import { contains } from '../../host/contains.ts'
import type { Host } from '../../host/host.ts'
import { findObeyedAbove, readObeyed, type ObeyedFile } from '../../host/output/obeyed-files.ts'
import type { OutputListing } from '../../host/output/output-listing.ts'
import type { OutputChange } from '../../model/foreign-file.ts'
import { createForeignJudge, type ForeignRights } from '../../stages/authorize/foreign-files.ts'
import { obeyedLines } from '../../stages/authorize/obeyed-lines.ts'
import type { TextsByPath } from '../../output/file-matrix.ts'
import { currentPath } from '../../output/layout.ts'
import { compareText } from '../../text/compare-text.ts'

/** One side of an output directory. */
export interface OutputSide {
  /** Sees the files of the side. */
  readonly host: Host
  /** Absolute. */
  readonly directory: string
  readonly listing: OutputListing
  /** The texts of what the side renders there, by path; `''` where only the path is known. */
  readonly rendered: TextsByPath
}

/** How two sides are compared. */
export interface OutputComparison extends ForeignRights {
  /** What goes before a path of the output to make it one of the repository: `rendered/`. */
  readonly prefix: string
  /** What is held on the head's side. Default: nothing. */
  readonly held?: readonly string[]
  /** The texts that the head renders for agents, of files that are compared too. Default: none. */
  readonly delivered?: ReadonlyMap<string, string>
}

type Difference = Pick<OutputChange, 'path' | 'kind' | 'entry'>

/**
 * The files of an output directory that are of concern to agents, that differ between two sides, and that no side
 * renders: what others put there. A file of the head with the content that the base would render there is one that was
 * not rendered again, and no difference.
 */
export function compareOutputs(
  base: OutputSide,
  head: OutputSide,
  { prefix, held = [], delivered = new Map<string, string>(), ...rights }: OutputComparison,
): readonly OutputChange[] {
  const judge = createForeignJudge(keptBy(head, held), rights)
  const isHeld = new Set(held)
  return differencesOf(base, head).flatMap((difference): readonly OutputChange[] => {
    const { path, entry } = difference
    const verdict = judge({ path, kind: entry })
    // A base without any output does not show how held files were rendered.
    if (verdict === 'passed' || (base.listing.entries.size === 0 && isHeld.has(path))) return []
    const obeyed = obeyedBy(nameOf(path))
    const isRendered = isEqualTo(delivered.get(path), path, head)
    const allowed = verdict === 'allowed' || isRendered
    const change = { ...difference, path: `${prefix}${path}`, allowed, ...(isRendered && { isRendered }) }
    if (obeyed === undefined) return [{ ...change, lines: [] }]
    const [before, after] = [base, head].map((side) => readObeyed(side.host, `${side.directory}/${path}`))
    return [
      {
        ...change,
        obeyedBy: obeyed,
        lines: changedLines(before, after, (text) => obeyedLines(obeyed, text, [])),
      },
    ]
  })
}

/** The paths of all that the head renders or holds; they are walked only where anything foreign is there. */
function keptBy({ rendered }: OutputSide, held: readonly string[]): Iterable<string> {
  return {
    *[Symbol.iterator]() {
      yield* rendered.keys()
      yield* held
    },
  }
}

function differencesOf(base: OutputSide, head: OutputSide): readonly Difference[] {
  const differences: Difference[] = []
  let movedFrom: ReadonlyMap<string, string> | undefined
  const earlierPath = (path: string): string | undefined => {
    if (base.listing.entries.has(path)) return path
    movedFrom ??= pathsByPresent(base)
    return movedFrom.get(path)
  }
  for (const [path, entry] of head.listing.entries) {
    if (entry === 'file' && isRendered(path, head)) continue
    const before = earlierPath(path)
    if (before === undefined && isLeftOver(path, base, head)) continue
    if (before !== undefined && isSame(before, base, path, head)) continue
    differences.push({ path, kind: before === undefined ? 'added' : 'changed', entry })
  }
  for (const [path, entry] of base.listing.entries) {
    if (base.rendered.has(path) || isThere(path, head)) continue
    differences.push({ path, kind: 'removed', entry })
  }
  return differences.sort((left, right) => compareText(left.path, right.path))
}

/** Whether a side has a file, be it under the path that this release gives its names. */
function isThere(path: string, { listing: { entries } }: OutputSide): boolean {
  return entries.has(path) || entries.has(currentPath(path))
}

/** The paths of a side by those that this release gives the same names, where an earlier one gave others. */
function pathsByPresent({ listing }: OutputSide): ReadonlyMap<string, string> {
  const paths = [...listing.entries.keys()]
  return new Map(paths.map((path) => [currentPath(path), path]))
}

/** Whether the head renders a file; one that is obeyed, such as `.gitattributes`, must have the rendered content. */
function isRendered(path: string, head: OutputSide): boolean {
  const text = head.rendered.get(path)
  if (text === undefined || obeyedBy(nameOf(path)) === undefined) return text !== undefined
  return isEqualTo(text, path, head)
}

/** Whether a file of a side has exactly this content. */
function isEqualTo(text: string | undefined, path: string, { listing }: OutputSide): boolean {
  return text !== undefined && blobId(Buffer.from(text), 40) === listing.idOf(path, 40)
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function isSame(before: string, base: OutputSide, after: string, head: OutputSide): boolean {
  if (base.listing.entries.get(before) !== head.listing.entries.get(after)) return false
  const id = base.listing.idOf(before, 40)
  return id === head.listing.idOf(after, id.length)
}

function isLeftOver(path: string, base: OutputSide, head: OutputSide): boolean {
  return isEqualTo(base.rendered.get(path), path, head)
}

/** The place of an output directory in a work tree; all absolute. */
export interface OutputPlace {
  readonly workTree: string
  readonly root: string
  readonly directory: string
}

/** What changes in the files that agents obey above an output directory, as far as it concerns that. */
export function compareObeyedAbove(base: Host, head: Host, place: OutputPlace): readonly OutputChange[] {
  const { workTree, root, directory } = place
  const paths = new Set([base, head].flatMap((host) => findObeyedAbove(host, workTree, directory)))
  return [...paths].sort(compareText).flatMap((path): readonly OutputChange[] => {
    const obeyed = obeyedBy(nameOf(path))
    if (obeyed === undefined) return []
    const way = relative(dirname(path), directory).split(sep)
    const [before, after] = [base, head].map((host) => readObeyed(host, path))
    const lines = changedLines(before, after, (text) => obeyedLines(obeyed, text, way))
    const entry = after?.kind ?? before?.kind ?? 'file'
    const isEqual = before?.kind === after?.kind && lines.length === 0
    if (isEqual || (lines.length === 0 && obeyed !== 'argocd-source')) return []
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed'
    const shown = relative(root, path).split(sep).join('/')
    return [{ path: shown, kind, entry, obeyedBy: obeyed, lines, allowed: false }]
  })
}

/** The lines that go and come; where their order alone changes, all of them. */
function changedLines(
  before: ObeyedFile | undefined,
  after: ObeyedFile | undefined,
  linesOf: (text: string) => readonly string[],
): readonly string[] {
  // What a link leads to is not known here, so that it may concern anything.
  const [old, now] = [before, after].map((file) =>
    file?.kind === 'link' ? [`a link to ${file.text}`] : linesOf(file?.text ?? ''),
  )
  const [oldLines, newLines] = [old ?? [], now ?? []]
  if (oldLines.length === newLines.length && oldLines.every((line, index) => line === newLines[index]))
    return []
  const [kept, known] = [new Set(newLines), new Set(oldLines)]
  const gone = oldLines.filter((line) => !kept.has(line))
  const come = newLines.filter((line) => !known.has(line))
  const [minus, plus] = gone.length + come.length === 0 ? [oldLines, newLines] : [gone, come]
  return [...minus.map((line) => `- ${line}`), ...plus.map((line) => `+ ${line}`)]
}

/** Whether an output directory is a part of a work tree, so that a change of that can change it. */
export function isInWorkTree({ workTree, directory }: OutputPlace): boolean {
  return contains(workTree, directory) && directory !== workTree
}
