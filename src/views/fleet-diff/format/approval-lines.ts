import type { PruneApproval } from '../../../model/change-set.ts'
import { count } from '../../../text/count.ts'

/** What the prune guard asks for in lines: how much would go, why that needs approval, and the line that gives it. */
export function approvalLines({ digest, count: files, reasons }: PruneApproval): {
  readonly title: string
  readonly reasons: readonly string[]
  readonly fix: string
} {
  return {
    title: `This change deletes ${count(files, 'file')}, which needs approval (digest ${digest}):`,
    reasons,
    fix: `If exactly this is meant, add the digest to fedrender.yaml: approvePrune: ["${digest}"]`,
  }
}
