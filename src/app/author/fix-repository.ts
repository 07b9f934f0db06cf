import { createFixContext, fixFiles } from '../../authoring/edits/fix-files.ts'
import { boundDiagnostics } from '../../diagnostics/bound-diagnostics.ts'
import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { FileChange } from '../../model/file-change.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { compareText } from '../../text/compare-text.ts'
import { checkRepository, type CheckRepositoryOptions } from '../repository/check-repository.ts'
import {
  compileRead,
  type CompiledRepository,
  type CompileRepositoryOptions,
} from '../repository/compile-repository.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'

/** A repository as it would be with its faults fixed, as far as fixes are known. */
export interface FixedRepository {
  readonly compiled: CompiledRepository
  /** What is wrong all the same. */
  readonly diagnostics: readonly Diagnostic[]
  /** From the files as they are; nothing is written yet. */
  readonly changes: readonly FileChange[]
  /** How many faults were fixed. */
  readonly fixed: number
}

/** One fix may uncover a fault that has one too: a type that is enabled, then the namespace that its object misses. */
const rounds = 8

/**
 * Makes the fixes of a repository's diagnostics in memory, compiles it again, and goes on until there is none left, or
 * until some are too many to be shown: what each run fixes is bounded as what it shows is.
 * Reports what a compilation and the check do, and the fixes that have to be made by hand.
 */
export function fixRepository(
  workspace: Workspace,
  repository: Repository,
  options: CompileRepositoryOptions & CheckRepositoryOptions,
): FixedRepository {
  let { files } = repository
  let fixed = 0
  for (let left = rounds; ; left -= 1) {
    const round = runRound(workspace, { ...repository, files }, options, left > 0)
    fixed += round.fixed
    if (round.isLast) {
      const { compiled, diagnostics } = round
      return { compiled, diagnostics, changes: changesBetween(repository.files, files), fixed }
    }
    files = withChanges(files, round.changes)
    if (round.hidden) left = 1
  }
}

/** What one round fixes, or, where that is nothing, what it ends with. */
type Round =
  | {
      readonly isLast: false
      readonly changes: readonly FileChange[]
      readonly fixed: number
      /** Whether some diagnostics were too many to be shown. */
      readonly hidden: boolean
    }
  | ({ readonly isLast: true; readonly fixed: 0 } & Pick<FixedRepository, 'compiled' | 'diagnostics'>)

/** A function of its own, so that what was compiled is let go of before the next round compiles. */
function runRound(
  workspace: Workspace,
  repository: Repository,
  options: CompileRepositoryOptions & CheckRepositoryOptions,
  mayFix: boolean,
): Round {
  const compiled = compileRead(workspace, repository, options)
  const { compiling, checking } = checkRepository(compiled, options)
  const diagnostics = [...compiling, ...checking]
  if (!mayFix) return { isLast: true, fixed: 0, compiled, diagnostics }
  const shown = boundDiagnostics(diagnostics)
  const { result } = compiled
  const { changes, refused, count } =
    result === undefined
      ? { changes: [], refused: [], count: 0 }
      : fixFiles(shown, createFixContext(result.sources, result.resources, result.plan, repository))
  return changes.length === 0
    ? { isLast: true, fixed: 0, compiled, diagnostics: [...diagnostics, ...refused] }
    : { isLast: false, fixed: count, changes, hidden: shown.length < diagnostics.length }
}

function withChanges(files: readonly SourceFile[], changes: readonly FileChange[]): readonly SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  for (const { path, after } of changes) {
    if (after === null) byPath.delete(path)
    else byPath.set(path, { path, text: after })
  }
  return [...byPath.values()].sort((left, right) => compareText(left.path, right.path))
}

function changesBetween(before: readonly SourceFile[], after: readonly SourceFile[]): readonly FileChange[] {
  const texts = new Map(before.map(({ path, text }) => [path, text]))
  const changed = after
    .filter(({ path, text }) => texts.get(path) !== text)
    .map(({ path, text }) => {
      const present = texts.get(path)
      return present === undefined ? { path, after: text } : { path, before: present, after: text }
    })
  const kept = new Set(after.map(({ path }) => path))
  const removed = before
    .filter(({ path }) => !kept.has(path))
    .map(({ path, text }) => ({ path, before: text, after: null }))
  return [...changed, ...removed].sort((left, right) => compareText(left.path, right.path))
}
