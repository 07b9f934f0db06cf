import { type DiagnosticResult } from '../../diagnostics/diagnostic.ts'
import { errorsOf } from '../../diagnostics/severities.ts'
import type { Base } from '../../host/git/find-base.ts'
import type { Invariant } from '../../model/invariant.ts'
import type { Manifest } from '../../model/manifest.ts'
import { parse } from '../../stages/parse/parse.ts'
import { validate } from '../../stages/validate/validate.ts'
import type { Resources } from '../../model/resources.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { readBase } from '../compare/diff-sides.ts'
import type { Workspace } from '../workspace.ts'
import { invariantsOf } from './hold-repository.ts'
import { readRepository } from './read-repository.ts'
import type { Repository, RepositoryOptions } from './repository.ts'

/** A kind in whichever spelling: by its name, or by what only a reader of YAML knows. */
const mayDeclareInvariant = /FleetInvariant|[\\!%]/

/**
 * The invariants of a base, without compiling it: of its sources no more is read than may declare one. Undefined where it
 * cannot be read. Reports the errors of that; those of its sources do not concern a change.
 */
export function readBaseInvariants(
  workspace: Workspace,
  { root, output, schema }: Repository,
  base: Base,
  { config, out }: Pick<RepositoryOptions, 'config' | 'out'>,
): DiagnosticResult<readonly Invariant[] | undefined> {
  const options = { ...(config !== undefined && { config }), ...(out !== undefined && { out }) }
  const [invariants, diagnostics] = readBase<readonly Invariant[]>(
    workspace,
    { root, output },
    base,
    (atBase) => {
      if (atBase.host.kindOf(root) === 'absent') return [[], []]
      const read = readRepository(atBase, root, options, schema)
      const [{ manifests }] = parse(read.files.filter(({ text }) => mayDeclareInvariant.test(text)))
      const [resources] = validate(manifests, schema, read.config)
      return [nameInvariants(invariantsOf(read.config, resources), base), []]
    },
  )
  return [invariants, errorsOf(diagnostics)]
}

/** The invariants of a base that was compiled; none where there is no base, or it is in error. */
export function compiledInvariants(
  side: { readonly settings: RenderConfig; readonly result: { readonly resources: Resources } } | undefined,
  base: Base | undefined,
): readonly Invariant[] {
  return side && base ? nameInvariants(invariantsOf(side.settings, side.result.resources), base) : []
}

/** Puts the base's name before the paths at which invariants are reported. */
function nameInvariants(invariants: readonly Invariant[], { name }: Base): readonly Invariant[] {
  const rename = (manifest: Manifest): Manifest => ({
    ...manifest,
    file: { ...manifest.file, path: `${name}:${manifest.file.path}` },
  })
  return invariants.map((each) => ({ ...each, at: { ...each.at, manifest: rename(each.at.manifest) } }))
}
