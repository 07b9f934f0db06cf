import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { PruneJudgement } from '../../model/change-set.ts'
import { valueAt } from '../../model/place.ts'
import { unusedApprovals } from '../../output/guard-prune.ts'
import type { Repository } from '../repository/repository.ts'

/** Approved digests of the command line, and what is known of those that a configuration approves. */
interface Approvals {
  readonly approvePrune: readonly string[]
  /** Whether the run sees all that an approval of the configuration can be meant for. */
  readonly isAllKnown: boolean
}

/**
 * Reports `prune-approval-unused` of the command line's approvals and, where the run knows it, of the configuration's.
 */
export function reportUnusedApprovals(
  judgement: PruneJudgement,
  { config, configManifest }: Pick<Repository, 'config' | 'configManifest'>,
  { approvePrune, isAllKnown }: Approvals,
): readonly Diagnostic[] {
  const configured = isAllKnown ? unusedApprovals(judgement, config.approvePrune) : []
  return [
    ...unusedApprovals(judgement, approvePrune).map((digest) =>
      createDiagnostic('prune-approval-unused', { digest }),
    ),
    ...configured.map((digest) => {
      const pointer = `/approvePrune/${config.approvePrune.indexOf(digest)}`
      const at = configManifest && valueAt(configManifest, pointer)
      return createDiagnostic('prune-approval-unused', { digest }, { at })
    }),
  ]
}
