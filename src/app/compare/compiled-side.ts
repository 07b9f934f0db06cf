import { resolve } from 'node:path'
import { createDiagnostic, type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { nameSide } from '../../diagnostics/name-side.ts'
import { errorsOf } from '../../diagnostics/severities.ts'
import type { Memo } from '../../memo/memo.ts'
import type { FileMatrix, FileTree } from '../../model/file-tree.ts'
import type { Fleet } from '../../model/fleet.ts'
import { type RenderConfig, defaultRenderConfig } from '../../model/render-config.ts'
import { compile, type CompileResult } from '../../render.ts'
import { emit } from '../../stages/emit/emit.ts'
import type { SchemaValidator } from '../../stages/validate/schema-validator.ts'
import { compileRepository, type CompileRepositoryOptions } from '../repository/compile-repository.ts'
import type { Repository } from '../repository/repository.ts'
import type { Workspace } from '../workspace.ts'
import type { CompiledFiles } from './compiled-files.ts'
import { publishedFiles } from './published-files.ts'

/** One side: its fleet, and what that was made from. */
export interface CompiledSide extends CompiledFiles {
  readonly result: CompiledFiles['result'] & Pick<CompileResult, 'resources'>
  readonly fleet: Fleet
  /** What `render` writes. */
  readonly tree: FileTree
  /** What `publish` writes. */
  readonly published: FileMatrix
  readonly settings: RenderConfig
  /** The output directory, absolute. */
  readonly output: string
}

type Files = Pick<Repository, 'files' | 'observed' | 'configFile' | 'dnsLock' | 'config' | 'output'>

/** Compiles the base. Reports its errors with the base's name and `base-in-error`; its warnings do not concern the change. */
export function compileBase(
  workspace: Workspace,
  root: string,
  name: string,
  options: CompileRepositoryOptions & { readonly schema: SchemaValidator },
): DiagnosticResult<CompiledSide | undefined> {
  if (workspace.host.kindOf(root) === 'absent') {
    // A repository that the base does not have yet is an empty one: all of it is new.
    const config = defaultRenderConfig
    const none = { files: [], observed: [], config, output: resolve(root, config.output) }
    return [sideOf(none, compile([], options.schema, { config })), []]
  }
  const { repository, result, diagnostics } = compileRepository(workspace, root, options)
  const errors = errorsOf(diagnostics)
  if (errors.length === 0) return [sideOf(repository, result, options.memo), []]
  const summary = createDiagnostic('base-in-error', { base: name })
  return [undefined, [...nameSide(errors, `${name}:`), summary]]
}

/** One compiled side, its texts by the memo; undefined where errors closed the gate. */
export function sideOf(
  { files, observed, configFile, dnsLock, config, output }: Files,
  result: CompileResult | undefined,
  memo?: Memo,
): CompiledSide | undefined {
  if (result?.fleet === undefined) return undefined
  const { fleet, delivery } = result
  const tree = emit(fleet, undefined, delivery, memo)
  const read = { ...(configFile && { config: configFile }), ...(dnsLock && { dnsLock }) }
  const published = publishedFiles(fleet, config, tree, delivery)
  return { fleet, tree, published, result, files, observed, settings: config, output, ...read }
}
