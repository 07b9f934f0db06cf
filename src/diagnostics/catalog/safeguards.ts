import type { Weakening } from '../../model/tenant.ts'
import { describeWeakening } from '../describe-weakening.ts'

type WeakenedSetting = Pick<Weakening, 'setting' | 'change' | 'effect' | 'judge'>

/** How a change weakens what judges it; no configuration changes how much these weigh. */
export const safeguardsCatalog = {
  'check-weakened': {
    severity: 'warning' as const,
    about: 'A change weakens a setting that a check relies on; `--strict` leaves this a warning.',
    message: (p: WeakenedSetting): string => describeWeakening(p),
    hint: ({ judge }: WeakenedSetting): string =>
      judge === 'stricter'
        ? 'The stricter of both settings judges this change: merge the weaker setting first, and the changes that rely on it after that.'
        : 'No other setting judges this change: merge it by itself, with the approval of the owners of the configuration (CODEOWNERS).',
  },
  'prune-approved': {
    severity: 'info' as const,
    about: 'A change approves that a set of files is pruned.',
    message: (p: WeakenedSetting): string => describeWeakening(p),
    hint: (): string =>
      'The owners of the configuration (CODEOWNERS) approve the deletion by approving this change: compare the digest with that of "render".',
  },
}
