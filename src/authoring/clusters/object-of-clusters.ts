import { createDiagnostic, type Report } from '../../diagnostics/diagnostic.ts'
import { objectAt, textAt } from '../../json/fields.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { valueAt } from '../../model/place.ts'
import { problemOf } from '../objects/federate-all.ts'
import { reasonToLeaveOut } from '../objects/namespace-contents.ts'
import type { ManifestOfClusters } from './group-by-object.ts'
import { isLive, wantedObject } from './wanted-object.ts'

/** What a cluster is to have of an object, and where its directory has it. */
export interface WantedObject {
  readonly value: JsonObject
  /** Absent for a Namespace that the directory lacks, while it has objects in it. */
  readonly manifest?: Manifest
}

/** An object as the clusters are to have it. */
export interface ObjectOfClusters {
  readonly type: FederatedTypeConfig
  /** By the cluster, at least one. */
  readonly wanted: ReadonlyMap<string, WantedObject>
}

/**
 * What each cluster is to have of an object; undefined where no cluster is. Reports `object-incomplete`, and
 * `object-left-out` for what an API server wrote and controllers make in each cluster.
 *
 * @param findType the type of a manifest; it reports where there is none
 */
export function objectOfClusters(
  manifests: ManifestOfClusters,
  findType: (manifest: Manifest) => FederatedTypeConfig | undefined,
  report: Report,
): ObjectOfClusters | undefined {
  const kept = [...manifests].filter(([, manifest]) => canBeFederated(manifest, report))
  const [first] = kept
  const type = first && findType(first[1])
  if (type === undefined) return undefined
  const wanted = new Map(
    kept.map(([cluster, manifest]): [string, WantedObject] => {
      const value = wantedObject(manifest.value, type)
      return [cluster, { value, manifest }]
    }),
  )
  return { type, wanted }
}

function canBeFederated(manifest: Manifest, report: Report): boolean {
  const { value } = manifest
  const problem = problemOf(value)
  if (problem !== undefined) {
    const context = { at: valueAt(manifest, '/kind'), subject: manifest }
    report(createDiagnostic('object-incomplete', { problem }, context))
    return false
  }
  const reason = isLive(value) ? reasonToLeaveOut(value) : undefined
  if (reason === undefined) return true
  const [kind, name] = [textAt(value, 'kind'), textAt(objectAt(value, 'metadata'), 'name')]
  const context = { at: valueAt(manifest, '/metadata/name'), subject: manifest }
  report(createDiagnostic('object-left-out', { kind, name, reason }, context))
  return false
}
