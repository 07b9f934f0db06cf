import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import type { FederatedObject } from '../../model/federation.ts'
import type { Manifest } from '../../model/manifest.ts'

/** An object as the report names and finds it. */
export interface ReportedObject {
  /** Of the target. */
  readonly kind: string
  /** As the FederatedTypeConfig is called: `deployments.apps`. */
  readonly type: string
  /** Absent for what is cluster-scoped. */
  readonly namespace?: string
  readonly name: string
  /** What it was planned from. */
  readonly manifest: Manifest
}

/** A federated object as the report shows it: the names of its target. */
export function reportedObject({ type, namespace, name, manifest }: FederatedObject): ReportedObject {
  const isNamespaced = type.targetType.scope === 'Namespaced' && !isNamespaceType(type)
  return {
    kind: type.targetType.kind,
    type: type.name,
    ...(isNamespaced && namespace !== undefined && { namespace }),
    name,
    manifest,
  }
}
