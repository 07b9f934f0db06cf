import type { Weakening } from '../../model/tenant.ts'
import { describeWeakening } from '../describe-weakening.ts'

type WeakenedSetting = Pick<Weakening, 'setting' | 'change' | 'effect' | 'judge'>

/** How a change weakens what judges it; no configuration changes how much these weigh. */
export const safeguardsCatalog = {
  'check-weakened': {
    severity: 'warning' as const,
    about:
      'A change makes a setting weaker that a check relies on; also with `--strict` this stays a warning.',
    message: (p: WeakenedSetting): string => describeWeakening(p),
    hint: ({ judge }: WeakenedSetting): string =>
      judge === 'stricter'
        ? 'The stricter of both judges this change: merge the weaker setting first, and what relies on it after that.'
        : 'Nothing else judges it: merge it by itself, with the approval of who owns the configuration by CODEOWNERS.',
  },
  'prune-approved': {
    severity: 'info' as const,
    about: 'A change approves that a set of files is pruned.',
    message: (p: WeakenedSetting): string => describeWeakening(p),
    hint: (): string =>
      'Who owns the configuration by CODEOWNERS approves the deletion by approving this change: compare the digest with that of "render".',
  },
}
