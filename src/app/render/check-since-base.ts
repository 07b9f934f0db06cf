import { relative, resolve, sep } from 'node:path'
import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { OutputChange } from '../../model/foreign-file.ts'
import { defaultRenderConfig } from '../../model/render-config.ts'
import { textsByPath } from '../../output/file-matrix.ts'
import { refuseForeign } from '../../stages/authorize/foreign-files.ts'
import { findOutputChanges } from '../compare/output-changes.ts'
import type { CheckBase } from '../repository/base-config.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import type { Decision } from './decide-changes.ts'

/** What a run would write to its output, and `--out` where the command line has it. */
interface CheckedOutput extends Pick<Decision, 'tree' | 'changes'> {
  readonly out: string | undefined
}

/**
 * What a check reports of the output in comparison with the base: `held-file-changed` of files that are held and not as
 * they were; `agent-file-foreign` of what comes or changes where the base has its output and this side has none;
 * `agent-file-changed` as a warning of files that agents obey. Reports what `findOutputChanges` does.
 */
export function checkSinceBase(
  workspace: Workspace,
  { root, output, config }: Repository,
  { base, settings }: CheckBase,
  { tree, changes: { held, foreign }, out }: CheckedOutput,
): readonly Diagnostic[] {
  const { foreignFiles, output: configured } = settings?.config ?? defaultRenderConfig
  const baseOutput = out === undefined ? resolve(root, configured) : output
  const heldPaths = held.filter((file) => file.restore === undefined).map(({ path }) => path)
  const before = { output: baseOutput, foreignFiles, rendered: new Map<string, string>() }
  const after = {
    output,
    foreignFiles: config.foreignFiles,
    rendered: textsByPath(tree.files),
    held: heldPaths,
  }
  // What else is in the output, the comparison with what is rendered has found already.
  const listed = heldPaths.length + foreign.length > 0 || baseOutput !== output
  const [changes = [], reading] = findOutputChanges(workspace, root, { base, before, after, listed })
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
