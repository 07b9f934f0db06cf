import { createDiagnostic, type Diagnostic, type RelatedPlace } from '../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import type { Weakening } from '../../model/tenant.ts'
import type { Safeguard, WeakerValue } from './safeguards/safeguard.ts'
import { safeguards } from './safeguards/safeguards.ts'

/** The settings of one side, and the document that holds them, where there is one. */
export interface ConfigSide {
  readonly config: RenderConfig
  readonly manifest?: Manifest
}

/** What a change's settings may do. */
export interface JudgedSettings {
  /** The settings by which the change is judged: its own, but where a check relies on them the stricter of both sides. */
  readonly config: RenderConfig
  /** What it makes weaker, in the order of the safeguards. */
  readonly weakenings: readonly Weakening[]
}

/**
 * Judges the settings of a change by those of its base, as tenants are: what is stricter counts at once, what is weaker
 * only after it was merged. `tenants` and `requiredVersion` are left as they are, since each side judges by its own.
 */
export function judgeSettings(base: ConfigSide, head: ConfigSide): JudgedSettings {
  const config = safeguards.reduce(
    (judging, { stricter }) => Object.assign({}, judging, stricter?.(base.config, judging)),
    head.config,
  )
  const weakenings = safeguards.flatMap((safeguard) =>
    safeguard.find(base.config, head.config).map((value) => weakeningOf(safeguard, value, base, head)),
  )
  return { config, weakenings }
}

function weakeningOf(
  { rule = 'check-weakened', judge, effect }: Safeguard,
  { pointer, basePointer = pointer, setting = nameOf(pointer), change }: WeakerValue,
  base: ConfigSide,
  head: ConfigSide,
): Weakening {
  return {
    rule,
    judge,
    setting,
    change,
    effect,
    ...(head.manifest && { at: valueAt(head.manifest, pointer) }),
    ...(base.manifest && { baseAt: valueAt(base.manifest, basePointer) }),
  }
}

function nameOf(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.')
}

/**
 * Reports what a change weakens: `check-weakened` and `prune-approved`. No error, since owners may weaken a check; and
 * neither the configuration nor `--strict` may change their severities, or nobody could do so at all, or anybody unseen.
 */
export function reportWeakenings(weakenings: readonly Weakening[]): readonly Diagnostic[] {
  return weakenings.map(({ rule, judge, setting, change, effect, at, baseAt }) => {
    const related: readonly RelatedPlace[] = baseAt ? [{ message: 'what the base has', at: baseAt }] : []
    return createDiagnostic(rule, { setting, change, effect, judge }, { at, related })
  })
}
