import type { Fleet } from '../../../model/fleet.ts'
import type { Manifest } from '../../../model/manifest.ts'
import type { RenderPlan } from '../../../model/render-plan.ts'
import type { SourceFile } from '../../../model/source-file.ts'

/** One side of a diff: all that its fleet was made from. */
export interface ComparedSources {
  /** Every file that was read, whatever it holds: sources, configuration, observed state, `dns.lock.yaml`. */
  readonly files: readonly SourceFile[]
  /** What the sources hold. */
  readonly manifests: readonly Manifest[]
  /** What was observed in the member clusters. */
  readonly observed: readonly Manifest[]
  /** `fedrender.yaml`, where there is one. */
  readonly config?: Manifest
  /** `dns.lock.yaml`, where there is one. */
  readonly dnsLock?: Manifest
  readonly plan: RenderPlan
  readonly fleet: Fleet
}
