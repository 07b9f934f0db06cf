import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { compileBase } from '../compare/compiled-side.ts'
import { readBase } from '../compare/diff-sides.ts'
import type { CheckBase } from '../repository/base-config.ts'
import { apiServersOf, findFaults } from '../repository/check-repository.ts'
import type { CompileRepositoryOptions } from '../repository/compile-repository.ts'
import type { Repository } from '../repository/repository.ts'
import type { FindKnown } from '../repository/weigh-faults.ts'
import type { Workspace } from '../workspace.ts'

/** How a base is compiled, and what takes note of all of its faults. Default: nothing does. */
interface BaseFaultsOptions extends Pick<CompileRepositoryOptions, 'config' | 'out'> {
  readonly known?: FindKnown | undefined
}

/** What API servers would say of the objects of a base; undefined where the base cannot be read or is in error. */
export function findBaseFaults(
  workspace: Workspace,
  repository: Repository,
  { base }: CheckBase,
  { config, out, known }: BaseFaultsOptions,
): readonly Diagnostic[] | undefined {
  const { root, output, schema } = repository
  const named = { ...(config && { config }), ...(out && { out }), base: base.commit }
  const options = { ...named, schema, isTracked: false }
  const [side] = readBase(workspace, { root, output }, base, (atBase) =>
    compileBase(atBase, root, base.name, options),
  )
  return side && findFaults(side.result, side.settings, { known, apiServers: apiServersOf(repository) })
}
