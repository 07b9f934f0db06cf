import type { RenderConfig } from '../../../model/render-config.ts'
import type { WeakeningJudge, WeakeningRule } from '../../../model/tenant.ts'

/** A value of a setting that is weaker than the base's. */
export interface WeakerValue {
  /** Where it is in `fedrender.yaml`, as a JSON pointer; it may be in one of the two files only. */
  readonly pointer: string
  /** The pointer of the setting in the base, if another one. */
  readonly basePointer?: string
  /** The value of `Weakening.setting`. Default: the pointer with dots. */
  readonly setting?: string
  /** The value of `Weakening.change`. */
  readonly change: string
}

/** One row of the table: settings on which a check relies, and how a change may not use a weaker value of its own. */
export interface Safeguard {
  /** The settings by their names in the reference. */
  readonly settings: readonly string[]
  /** Default: `check-weakened`. */
  readonly rule?: WeakeningRule
  readonly judge: WeakeningJudge
  /** When the change's value is weaker than the base's, for the reference: Markdown. */
  readonly weakerWhen: string
  /** The value of `Weakening.effect`. */
  readonly effect: string
  /** The values of the change that are weaker. */
  readonly find: (base: RenderConfig, head: RenderConfig) => readonly WeakerValue[]
  /** The settings of the change with the stricter values, where a stricter one judges and tenants do not do it themselves. */
  readonly stricter?: (base: RenderConfig, head: RenderConfig) => Partial<RenderConfig>
}
