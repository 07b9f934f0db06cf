import { type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { applySeverities, hasErrors } from '../../diagnostics/severities.ts'
import { findBase } from '../../host/git/find-base.ts'
import { readKubernetesSchemas } from '../../host/schemas.ts'
import { rememberReads } from '../../host/remember-reads.ts'
import { createMemo } from '../../memo/memo.ts'
import type { Invariant } from '../../model/invariant.ts'
import type { Weakening } from '../../model/tenant.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { CompileResult } from '../../render.ts'
import { reportWeakenings } from '../../stages/authorize/judge-settings.ts'
import { findWeakerInvariants } from '../../stages/authorize/safeguards/weaker-invariants.ts'
import { findWeakerVersions } from '../../stages/authorize/weaker-versions.ts'
import { checkUpdates, type CheckedUpdates } from '../../stages/check/check-updates.ts'
import type { AcceptedFinding } from '../../stages/hold/report-judgements.ts'
import { rememberReadings } from '../../stages/parse/remember-readings.ts'
import { readBaseConfig } from '../repository/base-config.ts'
import { compiledInvariants } from '../repository/base-invariants.ts'
import { checkBasePaths } from '../repository/check-base-paths.ts'
import {
  admissionOf,
  apiServersOf,
  checkRepository,
  findFaults,
  type CheckedRepository,
} from '../repository/check-repository.ts'
import { invariantsOf, type InvariantBase } from '../repository/hold-repository.ts'
import { introducedAsErrors } from '../repository/weigh-faults.ts'
import { compileRead, compileRepository, type CompiledRepository } from '../repository/compile-repository.ts'
import { openNamedPrevious } from '../repository/open-named-previous.ts'
import { judgeByBase } from '../repository/judge-by-base.ts'
import { findRoot, readRepository } from '../repository/read-repository.ts'
import type { Workspace } from '../workspace.ts'
import { readBase, type DiffSides, type DiffSidesOptions } from './diff-sides.ts'
import { compileBase, sideOf, type CompiledSide } from './compiled-side.ts'
import { sidesBetween } from './sides-between.ts'

/** A work tree as compiled, beside its base. */
export interface ComparedRepository {
  readonly compiled: CompiledRepository
  /** Absent where either side could not be read or is in error. */
  readonly sides?: DiffSides
  /** Of both sides. */
  readonly diagnostics: readonly Diagnostic[]
  /** What API servers would say of the work tree's objects: an error where the change introduces it; and what invariants find. */
  readonly faults: readonly Diagnostic[]
  /** What invariants accept until a day. */
  readonly accepted: readonly AcceptedFinding[]
}

/**
 * Compiles the base and the work tree. Both are read by one reader and planned with one memo, so that what did not change is
 * one value on both sides, and so is the plan of an object of which nothing has changed. Reports `base-in-error` with the base's errors, what `findBase` reports, and what compiling the work tree does.
 */
export function compileWithBase(
  workspace: Workspace,
  directory: string,
  { strict = false, previous: named, ...others }: DiffSidesOptions,
): ComparedRepository {
  const remembering = { ...workspace, host: rememberReads(workspace.host) }
  const options = { readFile: rememberReadings(), memo: createMemo(), ...others }
  const root = findRoot(workspace, directory)
  if (workspace.host.kindOf(root) !== 'directory') {
    const compiled = compileRepository(remembering, directory, options)
    return { compiled, diagnostics: compiled.diagnostics, faults: [], accepted: [] }
  }
  const [found, finding] = findBase(workspace.host, root, options.base)
  // Faults of the base's configuration are reported where the base is compiled.
  const [baseConfig] = found ? readBaseConfig(remembering, root, found, options.config) : [undefined]
  const own = readRepository(remembering, directory, options, options.schema)
  const { repository, baseTenants, weakenings: ofSettings } = judgeByBase(own, baseConfig)
  const compiled = compileRead(remembering, repository, { ...options, strict, baseTenants })
  const { result } = compiled
  const { schema } = repository
  const [base, compiling] = found
    ? readBase(remembering, repository, found, (atBase) =>
        // A path of the agents that is wrong was wrong before, and a change may correct it.
        compileBase(atBase, root, found.name, { ...options, schema, isTracked: false }),
      )
    : [undefined, []]
  const linked = found ? checkBasePaths(workspace, own, options) : []
  workspace.progress.begin({ name: 'comparing the fleets' })
  const head = sideOf(repository, result, options.memo)
  const [previous, opening] = openNamedPrevious(workspace, own, {
    ...options,
    ...(named && { previous: named }),
  })
  const isComparable = found && base && head && linked.length === 0 && !hasErrors(opening)
  const [sides, comparing] = isComparable
    ? sidesBetween(workspace, base, head, { root, commit: found, previous })
    : [undefined, []]
  const baseInvariants = compiledInvariants(base, found)
  const weakenings = [
    ...ofSettings,
    ...weakerVersions(base, result),
    ...weakerInvariants(baseInvariants, repository.config, result),
  ]
  const judging = [...linked, ...opening, ...reportWeakenings(weakenings)]
  workspace.progress.begin({ name: 'checking the objects' })
  const checked = checkBeside(compiled, base, { strict, memo: options.memo, invariants: baseInvariants })
  const diagnostics = [...compiling, ...comparing, ...finding, ...judging, ...checked.compiling]
  const updates = updatesRefused(base, compiled, strict)
  const whole = sides && { ...sides, weakenings, broken: checked.broken, updates: updates.judged }
  return {
    compiled,
    ...(whole && { sides: whole }),
    diagnostics,
    faults: [...checked.checking, ...updates.diagnostics],
    accepted: checked.accepted,
  }
}

/** Checks the work tree: what the base has too weighs less, and the base's invariants judge beside its own. */
function checkBeside(
  compiled: CompiledRepository,
  base: CompiledSide | undefined,
  { strict, memo, invariants }: Pick<DiffSidesOptions, 'strict' | 'memo'> & Pick<InvariantBase, 'invariants'>,
): CheckedRepository {
  return checkRepository(compiled, {
    strict,
    memo,
    invariantBase: { invariants, findCompiled: () => base },
    weigh: (faults, findAgain) =>
      introducedAsErrors(
        faults,
        (known) =>
          base && findFaults(base.result, base.settings, { known, ...admissionOf(compiled.repository) }),
        findAgain,
      ),
  })
}

/** What API servers would refuse of the changes themselves, where their own code is asked. */
function updatesRefused(
  base: CompiledSide | undefined,
  { repository, result }: CompiledRepository,
  strict: boolean,
): CheckedUpdates {
  const apiServers = apiServersOf(repository)
  if (base === undefined || result === undefined || apiServers === undefined) {
    return { diagnostics: [], judged: new Map() }
  }
  const { config, policies } = repository
  const { manifests } = result.sources
  const options = { config, schemas: readKubernetesSchemas(), manifests, apiServers, policies }
  const { diagnostics, judged } = checkUpdates(base.result.plan, result.plan, options)
  return { diagnostics: applySeverities(diagnostics, config.severities, strict), judged }
}

function weakerInvariants(
  base: readonly Invariant[],
  config: RenderConfig,
  head: CompileResult | undefined,
): readonly Weakening[] {
  return head === undefined ? [] : findWeakerInvariants(base, invariantsOf(config, head.resources))
}

function weakerVersions(
  base: CompiledSide | undefined,
  head: CompileResult | undefined,
): readonly Weakening[] {
  if (base === undefined || head === undefined) return []
  const { clusters } = base.result.plan.federation
  return findWeakerVersions({ clusters, settings: base.settings }, head.plan.federation.clusters)
}
