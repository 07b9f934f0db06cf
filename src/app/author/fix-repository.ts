import { authorFix, type FixContext } from '../../authoring/edits/author-fix.ts'
import { fileChanges, type Authored } from '../../authoring/edits/authored.ts'
import { fixesTogether, type FixesTogether } from '../../authoring/edits/fixes-together.ts'
import type { Diagnostic, DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import type { Fix } from '../../diagnostics/fix.ts'
import type { FileChange } from '../../model/file-change.ts'
import type { SourceFile } from '../../model/source-file.ts'
import { createMatcher } from '../../text/glob.ts'
import { compareText } from '../../text/compare-text.ts'
import { checkRepository, type CheckRepositoryOptions } from '../repository/check-repository.ts'
import {
  compileRead,
  type CompiledRepository,
  type CompileRepositoryOptions,
} from '../repository/compile-repository.ts'
import type { Workspace } from '../workspace.ts'
import { toAuthoringRepository } from './authoring-repository.ts'

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
 * Makes the fixes of a repository's diagnostics in memory, compiles it again, and goes on until there is none left.
 * Reports what a compilation and the check do, and the fixes that have to be made by hand.
 */
export function fixRepository(
  workspace: Workspace,
  compiled: CompiledRepository,
  options: CompileRepositoryOptions & CheckRepositoryOptions,
): FixedRepository {
  const { files } = compiled.repository
  let current = compiled
  let found = checkRepository(current, options)
  let fixed = 0
  let byHand: readonly Diagnostic[] = []
  for (let round = 0; round < rounds; round += 1) {
    const fixes = fixFiles(current, found)
    byHand = fixes.refused
    if (fixes.changes.length === 0) break
    const repository = { ...current.repository, files: withChanges(current.repository.files, fixes.changes) }
    fixed += fixes.count
    current = compileRead(workspace, repository, options)
    found = checkRepository(current, options)
  }
  const changes = changesBetween(files, current.repository.files)
  return { compiled: current, diagnostics: [...found, ...byHand], changes, fixed }
}

function fixFiles(
  { repository, result }: CompiledRepository,
  diagnostics: readonly Diagnostic[],
): {
  readonly changes: readonly FileChange[]
  readonly refused: readonly Diagnostic[]
  readonly count: number
} {
  if (result === undefined) return { changes: [], refused: [], count: 0 }
  const { manifests } = result.sources
  const { config, files } = repository
  const context = {
    ...toAuthoringRepository(repository, manifests),
    systemNamespace: config.systemNamespace,
    isSource: createMatcher(config.sources ?? ['**']),
  }
  const [authored, refused]: [Authored[], Diagnostic[]] = [[], []]
  const together = fixesTogether(diagnostics.flatMap(({ fix }) => fix ?? []))
  const known = new Set(files.map(({ path }) => path))
  for (const diagnostic of diagnostics) {
    if (diagnostic.fix === undefined) continue
    const [made, failing] = makeFix(diagnostic, diagnostic.fix, together, context)
    for (const each of failing) refused.push(each)
    // A file that is there already, and so does not hold what it was to hold, is a person's.
    const isNew = made.files?.every(({ path }) => !known.has(path)) ?? true
    if (failing.length === 0 && isNew && (made.files ?? made.edits)) authored.push(made)
  }
  const [changes, editing] = fileChanges(authored)
  return { changes: onePerPath(changes), refused: [...refused, ...editing], count: authored.length }
}

function makeFix(
  diagnostic: Diagnostic,
  fix: Fix,
  together: FixesTogether,
  context: FixContext,
): DiagnosticResult<Authored> {
  if (fix.kind !== 'edit' || together.alone.has(fix)) return authorFix(diagnostic, fix, context)
  const byHand = together.refused.get(fix)
  if (byHand) return [{}, [byHand]]
  return [together.changes.has(fix) ? { edits: [fix] } : {}, []]
}

/** Several objects may miss the same one. */
function onePerPath(changes: readonly FileChange[]): readonly FileChange[] {
  return [...new Map(changes.map((each) => [each.path, each])).values()]
}

function withChanges(files: readonly SourceFile[], changes: readonly FileChange[]): readonly SourceFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  for (const { path, after } of changes) if (after !== null) byPath.set(path, { path, text: after })
  return [...byPath.values()].sort((left, right) => compareText(left.path, right.path))
}

function changesBetween(before: readonly SourceFile[], after: readonly SourceFile[]): readonly FileChange[] {
  const texts = new Map(before.map(({ path, text }) => [path, text]))
  return after
    .filter(({ path, text }) => texts.get(path) !== text)
    .map(({ path, text }) => {
      const present = texts.get(path)
      return present === undefined ? { path, after: text } : { path, before: present, after: text }
    })
}
