import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { BrokenInvariant, Invariant } from '../../model/invariant.ts'
import { valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { CompileResult } from '../../render.ts'
import { hold } from '../../stages/hold/hold.ts'
import { reportJudgements, type AcceptedFinding } from '../../stages/hold/report-judgements.ts'

/** The base of a change, as far as invariants need it. */
export interface InvariantBase {
  /** Those of the base, at places that are reported with the base's name. */
  readonly invariants: readonly Invariant[]
  /** What the base was compiled to; asked only where an invariant does not hold. */
  readonly findCompiled: () =>
    { readonly result: Pick<CompileResult, 'plan'>; readonly settings: RenderConfig } | undefined
}

/** What invariants find in a repository. */
export interface HeldRepository {
  readonly diagnostics: readonly Diagnostic[]
  readonly accepted: readonly AcceptedFinding[]
  /** What is violated where the base does not violate it. */
  readonly broken: readonly BrokenInvariant[]
}

/**
 * Judges what was compiled by its own invariants and by those of the base, as tenants do, so that a change can add a rule at
 * once and drop none; an invariant that is the same on both sides judges once. What did not hold in the base either weighs no
 * more than a warning. Reports `invariant-name-repeated` beside what `hold` and `reportJudgements` do.
 */
export function holdRepository(
  { plan, resources }: Pick<CompileResult, 'plan' | 'resources'>,
  config: RenderConfig,
  base?: InvariantBase,
): HeldRepository {
  const own = invariantsOf(config, resources)
  const same = new Set(own.map(contentOf))
  const others = (base?.invariants ?? []).filter((each) => !same.has(contentOf(each)))
  const invariants = [...own, ...others]
  const { judgements, diagnostics } = hold(plan, invariants, config)
  const isViolated = judgements.some(({ reasons }) => reasons.length > 0)
  const old = isViolated ? base && findOld(base, invariants) : undefined
  const report = reportJudgements(judgements, config, (key) => old?.has(key) ?? false)
  return {
    diagnostics: [...repeatedNames(own), ...diagnostics, ...report.diagnostics],
    accepted: report.accepted,
    broken: report.broken,
  }
}

/** The invariants of a configuration and of files. */
export function invariantsOf(
  config: Pick<RenderConfig, 'invariants'>,
  { invariants }: Pick<CompileResult['resources'], 'invariants'>,
): readonly Invariant[] {
  return [...config.invariants, ...invariants]
}

function contentOf({ name, severity, why, expression, objects, accepted }: Invariant): string {
  return JSON.stringify([name, severity, why, expression, objects, accepted])
}

function findOld(
  { findCompiled }: InvariantBase,
  invariants: readonly Invariant[],
): ReadonlySet<string> | undefined {
  const base = findCompiled()
  if (base === undefined) return undefined
  const { judgements } = hold(base.result.plan, invariants, base.settings)
  return reportJudgements(judgements, base.settings).keys
}

function repeatedNames(invariants: readonly Invariant[]): readonly Diagnostic[] {
  const first = new Map<string, Invariant>()
  return invariants.flatMap((each) => {
    const { name, at } = each
    const known = first.get(name)
    if (known === undefined) {
      first.set(name, each)
      return []
    }
    const related = [{ message: 'the other one', at: placeOfName(known) }]
    return [
      createDiagnostic(
        'invariant-name-repeated',
        { name },
        { at: placeOfName(each), related, subject: at.manifest },
      ),
    ]
  })
}

function placeOfName({ at: { manifest, pointer } }: Invariant): Invariant['at'] {
  return valueAt(manifest, pointer === '/spec' ? '/metadata/name' : `${pointer}/name`)
}
