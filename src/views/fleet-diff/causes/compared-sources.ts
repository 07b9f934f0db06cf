import type { Manifest } from '../../../model/manifest.ts'
import type { RenderPlan } from '../../../model/render-plan.ts'
import type { SourceFile } from '../../../model/source-file.ts'

/** One side of a diff: all that its fleet was made from. */
export interface ComparedSources {
  /** Every file that was read, whatever it holds: sources, configuration, observed state, `dns.lock.yaml`. */
  readonly files: readonly SourceFile[]
  /** What the sources hold. */
  readonly manifests: readonly Manifest[]
  /**
   * What was observed in the member clusters, and what `fedrender.yaml` and `dns.lock.yaml` hold; nothing is needed of
   * files that are the same on both sides.
   */
  readonly observed: readonly Manifest[]
  readonly config: readonly Manifest[]
  readonly dnsLock: readonly Manifest[]
  readonly plan: RenderPlan
}
