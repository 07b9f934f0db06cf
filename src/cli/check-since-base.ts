import { relative, resolve, sep } from 'node:path'
import { createDiagnostic, type Diagnostic } from '../diagnostics/diagnostic.ts'
import { findBase, type Base } from '../host/find-base.ts'
import type { ChangeSet } from '../model/change-set.ts'
import type { FileTree } from '../model/file-tree.ts'
import type { OutputChange } from '../model/output-change.ts'
import { refuseForeign } from '../stages/authorize/foreign-files.ts'
import { findOutputChanges } from './output-changes.ts'
import { errorsOf, readBase } from './diff-sides.ts'
import { readConfigFile } from './read-config-file.ts'
import type { Repository } from './repository.ts'
import type { Terminal } from './terminal.ts'

/** What a base says of its output. */
export interface OutputBase {
  readonly base: Base
  /** Absolute. */
  readonly output: string
  /** None where its configuration is in error, or it has none. */
  readonly foreignFiles: readonly string[]
}

/** Where the base of a check is named, and its output. */
interface BaseOptions {
  readonly base?: string
  readonly config?: string
  readonly out?: string
}

/**
 * The base by which a check judges the output; undefined where there is none. What is wrong with it is reported by
 * `findBaseTenants`, which looks for the same.
 */
export function findOutputBase(
  terminal: Terminal,
  { root, output, schema }: Repository,
  { base: reference, config: named, out }: BaseOptions,
): OutputBase | undefined {
  if (terminal.host.kindOf(root) !== 'directory') return undefined
  const [base] = findBase(terminal.host, root, reference)
  if (base === undefined) return undefined
  const [read, diagnostics] = readBase(terminal, { root, output: root }, base, (atBase) =>
    readConfigFile(atBase, root, named, schema),
  )
  if (read === undefined) return undefined
  const { foreignFiles, output: configured } = read.config
  return {
    base,
    output: out === undefined ? resolve(root, configured) : output,
    foreignFiles: errorsOf(diagnostics).length > 0 ? [] : foreignFiles,
  }
}

/**
 * What a check says of the output because of what the base has: `held-file-changed` of files that are held and not as
 * they were; `agent-file-foreign` of what comes or changes where the base has its output and this side has none;
 * `agent-file-changed` as a warning of files that agents obey. Reports what `findOutputChanges` does.
 */
export function checkSinceBase(
  terminal: Terminal,
  { root, output, config }: Repository,
  { base, output: baseOutput, foreignFiles }: OutputBase,
  { files }: FileTree,
  { held, foreign }: ChangeSet,
): readonly Diagnostic[] {
  const heldPaths = held.filter((file) => file.restore === undefined).map(({ path }) => path)
  const rendered = new Map(files.map(({ path, text }) => [path, text]))
  const before = { output: baseOutput, foreignFiles, rendered: new Map<string, string>() }
  const after = { output, foreignFiles: config.foreignFiles, rendered, held: heldPaths }
  // What else is in the output, the comparison with what is rendered has found already.
  const listed = heldPaths.length + foreign.length > 0 || baseOutput !== output
  const [changes = [], reading] = findOutputChanges(terminal, root, base, before, after, listed)
  const isHeld = new Set(heldPaths)
  const [prefix, basePrefix] = [output, baseOutput].map(
    (directory) => `${relative(root, directory).split(sep).join('/')}/`,
  )
  const report = (change: OutputChange): readonly Diagnostic[] => {
    const { path, kind, entry, obeyedBy, lines, allowed } = change
    const at = { file: { path, text: '' }, start: 0, end: 0 }
    const below = (directory = ''): string | undefined =>
      path.startsWith(directory) ? path.slice(directory.length) : undefined
    if (obeyedBy !== undefined) {
      return [createDiagnostic('agent-file-changed', { path, kind, obeyedBy, lines }, { at })]
    }
    if (kind === 'removed') return []
    const [own, old] = [below(prefix), below(basePrefix)]
    if (own !== undefined) {
      return isHeld.has(own) ? [createDiagnostic('held-file-changed', { path: own }, { at })] : []
    }
    return allowed || old === undefined ? [] : [refuseForeign({ path: old, kind: entry }, basePrefix ?? '')]
  }
  return [...reading, ...changes.flatMap(report)]
}
