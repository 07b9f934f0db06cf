import type { Manifest } from './manifest.ts'
import type { Override } from './override.ts'

/** What one ClusterOverride adds to each of its targets, before the overrides of the target itself. */
export interface OverrideLayer {
  readonly manifest: Manifest
  /** In the order of their application; clusters that the same rules select share a list, as far as the values are the same. */
  readonly byCluster: ReadonlyMap<string, readonly Override[]>
}
