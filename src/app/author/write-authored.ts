import { fileChanges, type Authored } from '../../authoring/edits/authored.ts'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { hasErrors } from '../../diagnostics/severities.ts'
import type { FileChange } from '../../model/file-change.ts'
import { createMatcher } from '../../text/glob.ts'
import { parse } from '../../stages/parse/parse.ts'
import { validate } from '../../stages/validate/validate.ts'
import { waveLedgerName } from '../repository/repository-files.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import { judgeChanges, writeChanges, type JudgedChange } from './write-changes.ts'

/** As much of a repository as is needed to write to it. */
export type WritablePlace = Pick<Repository, 'root' | 'config' | 'schema'>

/** How what was authored is written. */
export interface WriteOptions {
  /** Write nothing. Default: false. */
  readonly dryRun?: boolean
  /** Replace what is there already with other content. Default: false. */
  readonly force?: boolean
  /** Whether new objects go to standard output, and no file is written. Default: false. */
  readonly toOutput?: boolean
}

/** What a command has decided to write, and what it found on the way. */
export interface AuthoredSources {
  readonly authored: readonly Authored[]
  readonly diagnostics: readonly Diagnostic[]
}

/** What became of what was authored: nothing is written where a diagnostic is an error. */
export interface WrittenSources {
  readonly changes: readonly FileChange[]
  /** The changes beside what is at their places, with what becomes of each; none where they go to standard output. */
  readonly judged: readonly JudgedChange[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Checks what a command authored, then writes it all or, on an error or in a dry run, nothing. Reports what `fileChanges`,
 * `parse`, `validate`, `judgeChanges` and `writeChanges` do, and `file-not-a-source`.
 */
export function writeAuthored(
  workspace: Workspace,
  place: WritablePlace,
  { authored, diagnostics }: AuthoredSources,
  { dryRun = false, force = false, toOutput = false }: WriteOptions,
): WrittenSources {
  const [changes, editing] = fileChanges(authored)
  const [judged, judging] = judgeChanges(workspace, place.root, toOutput ? [] : changes, force)
  const checking = [...checkFiles(changes, place), ...(toOutput ? [] : checkSources(changes, place))]
  const found = [...diagnostics, ...editing, ...checking, ...judging]
  const failing = dryRun || hasErrors(found) ? [] : writeChanges(workspace, place.root, judged)
  return { changes, judged, diagnostics: [...found, ...failing] }
}

/** The faults of new files by themselves, as `fedrender validate` would report them. */
function checkFiles(
  changes: readonly FileChange[],
  { schema, config }: WritablePlace,
): readonly Diagnostic[] {
  const files = changes.flatMap(({ path, before, after }) =>
    before === undefined && after !== null ? [{ path, text: after }] : [],
  )
  const [{ manifests }, parsing] = parse(files)
  const [, validating] = validate(manifests, schema, config)
  return [...parsing, ...validating]
}

function checkSources(
  changes: readonly FileChange[],
  { config: { sources } }: WritablePlace,
): readonly Diagnostic[] {
  const isSource = createMatcher(sources ?? ['**'])
  return changes
    .filter(({ path, before }) => before === undefined && path !== waveLedgerName && !isSource(path))
    .map(({ path }) => createDiagnostic('file-not-a-source', { path }))
}
