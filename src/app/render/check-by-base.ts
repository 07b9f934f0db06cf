import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Weakening } from '../../model/tenant.ts'
import { findWeakerInvariants } from '../../stages/authorize/safeguards/weaker-invariants.ts'
import { compileBase, type CompiledSide } from '../compare/compiled-side.ts'
import { readBase } from '../compare/diff-sides.ts'
import type { CheckBase } from '../repository/base-config.ts'
import { readBaseInvariants } from '../repository/base-invariants.ts'
import {
  admissionOf,
  checkRepository,
  findFaults,
  type CheckedRepository,
} from '../repository/check-repository.ts'
import type { CompiledRepository, CompileRepositoryOptions } from '../repository/compile-repository.ts'
import { invariantsOf } from '../repository/hold-repository.ts'
import type { Repository } from '../repository/repository.ts'
import { introducedAsErrors } from '../repository/weigh-faults.ts'
import type { Workspace } from '../workspace.ts'

/** How a repository is checked, and its base compiled where it has to be. */
type CheckByBaseOptions = Pick<CompileRepositoryOptions, 'config' | 'out' | 'strict' | 'memo'>

/** A repository checked beside its base. */
export interface CheckedByBase {
  readonly checked: CheckedRepository
  /** The invariants that the change weakens. */
  readonly weakenings: readonly Weakening[]
  /** Of reading the base. */
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Checks a repository by the API servers of its clusters and by the invariants of both sides. The base is compiled only where
 * something is found, to know what was there before.
 *
 * @param base default: there is none, and faults that API servers would find are warnings
 */
export function checkByBase(
  workspace: Workspace,
  compiled: CompiledRepository,
  base: CheckBase | undefined,
  options: CheckByBaseOptions,
): CheckedByBase {
  const { repository, result } = compiled
  const [invariants = [], diagnostics] = base
    ? readBaseInvariants(workspace, repository, base.base, options)
    : [[], []]
  let side: { readonly compiled: CompiledSide | undefined } | undefined
  const findCompiled = (): CompiledSide | undefined =>
    base && (side ??= { compiled: compileCheckBase(workspace, repository, base, options) }).compiled
  const checked = checkRepository(compiled, {
    strict: options.strict,
    memo: options.memo,
    ...(base && { invariantBase: { invariants, findCompiled } }),
    weigh: (faults, findAgain) =>
      introducedAsErrors(
        faults,
        (known) => {
          const found = findCompiled()
          return found && findFaults(found.result, found.settings, { known, ...admissionOf(repository) })
        },
        findAgain,
      ),
  })
  const own = result && invariantsOf(repository.config, result.resources)
  return { checked, weakenings: own ? findWeakerInvariants(invariants, own) : [], diagnostics }
}

/** Compiles the base of a check; undefined where it cannot be read or is in error. */
function compileCheckBase(
  workspace: Workspace,
  { root, output, schema }: Repository,
  { base }: CheckBase,
  { config, out }: CheckByBaseOptions,
): CompiledSide | undefined {
  const named = { ...(config && { config }), ...(out && { out }), base: base.commit }
  const options = { ...named, schema, isTracked: false }
  const [side] = readBase(workspace, { root, output }, base, (atBase) =>
    compileBase(atBase, root, base.name, options),
  )
  return side
}
