import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { locate } from '../../diagnostics/locate.ts'
import { applySeverities } from '../../diagnostics/severities.ts'
import { readKubernetesSchemas } from '../../host/schemas.ts'
import { pointersTo } from '../../json/pointer.ts'
import type { Memo } from '../../memo/memo.ts'
import type { ApiServers } from '../../model/api-servers.ts'
import type { BrokenInvariant } from '../../model/invariant.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Place } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { CompileResult } from '../../render.ts'
import { check, type CheckOptions } from '../../stages/check/check.ts'
import { checkFleet } from '../../stages/check/fleet/check-fleet.ts'
import type { AcceptedFinding } from '../../stages/hold/report-judgements.ts'
import { groupBy } from '../../text/group-by.ts'
import type { CompiledRepository } from './compile-repository.ts'
import { holdRepository, type InvariantBase } from './hold-repository.ts'
import type { Repository } from './repository.ts'
import { asWarnings, type FindKnown } from './weigh-faults.ts'

/** How a repository is checked. */
export interface CheckRepositoryOptions {
  /** The minor version of Kubernetes that every cluster is taken to have. Default: each cluster its own. */
  readonly minor?: number | undefined
  /** Take every warning for an error. Default: false. */
  readonly strict?: boolean | undefined
  /** What an earlier check found. Default: all is checked. */
  readonly memo?: Memo | undefined
  /** By whose invariants a change is judged beside its own. Default: by its own alone. */
  readonly invariantBase?: InvariantBase | undefined
  /** Whether violations of invariants were judged when they were merged, and so are warnings. Default: false. */
  readonly isMerged?: boolean | undefined
  /** Gives what is found the severity that it has where none is configured. Default: that of its code. */
  readonly weigh?: (
    found: readonly Diagnostic[],
    /** What is found where some faults are known. */
    findAgain: (known: FindKnown) => readonly Diagnostic[],
  ) => readonly Diagnostic[]
}

/** What is known of faults. */
interface FaultKnowledge {
  /** Default: nothing is compared. */
  readonly known?: FindKnown | undefined
}

/** How faults are found. */
interface FindFaultsOptions
  extends
    Pick<CheckRepositoryOptions, 'minor' | 'memo'>,
    Pick<CheckOptions, 'apiServers' | 'policies'>,
    FaultKnowledge {}

/** Kubernetes' own code, where the configuration or the command line wants it asked. */
export function apiServersOf({ config, apiServers, policies }: Repository): ApiServers | undefined {
  if (apiServers === undefined) return undefined
  const isAsked = apiServers.isNamed || policies !== undefined || config.checks.kubernetes === 'server'
  return isAsked ? apiServers.open() : undefined
}

/** By what of Kubernetes a repository is checked beside schemas: its own code, and policies of the command line. */
export function admissionOf(repository: Repository): Pick<CheckOptions, 'apiServers' | 'policies'> {
  return { apiServers: apiServersOf(repository), policies: repository.policies }
}

/** What a compilation reported, and what API servers would say of its objects and of what they need of each other. */
export interface CheckedRepository {
  /** Without what the check reports better. */
  readonly compiling: readonly Diagnostic[]
  /** With what invariants find. */
  readonly checking: readonly Diagnostic[]
  /** What invariants accept until a day, which only the edge knows to be over. */
  readonly accepted: readonly AcceptedFinding[]
  /** The invariants that are violated where the base does not violate them. */
  readonly broken: readonly BrokenInvariant[]
}

/**
 * The diagnostics of a compiled repository together with those of the API servers that are to take its objects. What
 * is an error already is not reported a second time, and a `resource-definition-elsewhere` gives way to the error.
 */
export function checkRepository(
  { repository, result, diagnostics }: CompiledRepository,
  {
    minor,
    memo,
    invariantBase,
    isMerged = false,
    strict = false,
    weigh = (found) => found,
  }: CheckRepositoryOptions,
): CheckedRepository {
  if (result === undefined) return { compiling: diagnostics, checking: [], accepted: [], broken: [] }
  const { config } = repository
  const admission = admissionOf(repository)
  const find = (known?: FindKnown): readonly Diagnostic[] =>
    findFaults(result, config, { minor, known, memo, ...admission })
  const found = weigh(find(), find)
  const missing = found.filter((each) => each.code === 'resource-definition-missing')
  const stronger = new Set(missing.map((each) => each.subject))
  const kept = diagnostics.filter(
    ({ code, subject }) => code !== 'resource-definition-elsewhere' || !stronger.has(subject),
  )
  const isReported = errorPlaces(diagnostics)
  const fleet = checkFleet(result.plan, config, memo)
  const added = [...found, ...fleet].filter(({ at }) => at === undefined || !isReported(at))
  const held = holdRepository(result, config, invariantBase)
  const holding = isMerged ? asWarnings(held.diagnostics) : held.diagnostics
  const checking = applySeverities([...added, ...holding], config.severities, strict)
  return { compiling: kept, checking, accepted: held.accepted, broken: held.broken }
}

/** What API servers would say of the objects of a plan, with the severity of each code or, of faults that are compared, by that. */
export function findFaults(
  { plan, sources }: Pick<CompileResult, 'plan' | 'sources'>,
  config: RenderConfig,
  { minor, known, memo, apiServers, policies }: FindFaultsOptions = {},
): readonly Diagnostic[] {
  const schemas = readKubernetesSchemas()
  const { manifests } = sources
  return check(plan, {
    config,
    schemas,
    manifests,
    ...(minor !== undefined && { minor }),
    ...(known && { knownFaults: known }),
    ...(memo && { memo }),
    ...(apiServers && { apiServers }),
    ...(policies && { policies }),
  })
}

/** Whether an error is at a place, or at a mapping or list around it. */
function errorPlaces(diagnostics: readonly Diagnostic[]): (place: Place) => boolean {
  const places = diagnostics.flatMap(({ severity, at }) => (severity === 'error' && at ? [at] : []))
  const spans = groupBy(
    places.flatMap((at) => ('manifest' in at ? [] : [at])),
    ({ file }) => file,
  )
  const pointers = new Map<Manifest, Set<string>>()
  for (const at of places) {
    if (!('manifest' in at)) continue
    const known = pointers.get(at.manifest)
    if (known) known.add(at.pointer)
    else pointers.set(at.manifest, new Set([at.pointer]))
  }
  return (place) => {
    if (!('manifest' in place)) return false
    const known = pointers.get(place.manifest)
    if (known && pointersTo(place.pointer).some((each) => known.has(each))) return true
    const near = spans.get(place.manifest.file) ?? []
    if (near.length === 0) return false
    const { start, end } = locate(place)
    return near.some((each) => each.start <= start && end <= each.end)
  }
}
