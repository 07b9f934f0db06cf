import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import type { JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt } from '../../model/place.ts'
import { readReplicaSchedulingPreferenceSpec } from '../../kubefed/replica-scheduling-preference-spec.ts'
import type {
  DivisionMethod,
  ReplicaSchedulingPreference,
} from '../../model/replica-scheduling-preference.ts'
import { metadataField, metadataStrings, validName } from './metadata.ts'
import { followsSchema, type ValidateContext } from './validate-context.ts'

const kind = 'ReplicaSchedulingPreference'
const divisionAnnotation = 'fedrender.dev/division'
const schemaPath = 'scheduling.kubefed.io/v1alpha1/ReplicaSchedulingPreference.json'

/**
 * Reads a ReplicaSchedulingPreference. Reports `schema-violation`, `unknown-field` (a `targetName` is one: the target
 * is found by the preference's own name), `invalid-name` and `namespace-missing`.
 */
export function readReplicaSchedulingPreference(
  manifest: Manifest,
  context: ValidateContext,
): ReplicaSchedulingPreference | undefined {
  if (!followsSchema(manifest, kind, schemaPath, context)) return undefined
  const name = validName(manifest, kind, context)
  const namespace = metadataField(manifest, 'namespace') ?? context.config.defaultNamespace
  if (name === undefined) return undefined
  if (namespace === undefined) {
    const at = keyAt(manifest, '/metadata')
    context.report(createDiagnostic('namespace-missing', { kind, name }, { at, subject: manifest }))
    return undefined
  }
  const spec = readReplicaSchedulingPreferenceSpec(manifest.value['spec'] as JsonObject)
  const division = metadataStrings(manifest, 'annotations').get(divisionAnnotation)
  // The schema knows its values.
  return {
    manifest,
    namespace,
    name,
    spec,
    ...(division !== undefined && { division: division as DivisionMethod }),
  }
}
