import { createDiagnostic } from '../../diagnostics/diagnostic.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { isArray, isObject } from '../../json/own.ts'
import { pointerSegments } from '../../json/pointer.ts'
import type { Json } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import { keyAt } from '../../model/place.ts'
import { nearest } from '../../text/nearest.ts'
import type { SchemaFault } from './schema-validator.ts'
import { reportSchemaFault, type ValidateContext } from './validate-context.ts'

const schemaPath = 'types.kubefed.io/v1beta1/Federated.json'

/**
 * Checks a federated object against the schema of all, and answers whether it may be read on. Where it is known what an
 * unknown field was to do, the report says so. Reports `schema-violation`, `unknown-field`, `selector-selects-all` and
 * `placement-cluster-names`.
 */
export function followsFederatedSchema(manifest: Manifest, kind: string, context: ValidateContext): boolean {
  const faults = context.schema(schemaPath, manifest.value)
  for (const fault of faults) {
    if (fault.kind !== 'unknown-field' || !reportMeaning(fault, manifest, kind, context)) {
      reportSchemaFault(fault, manifest, kind, context.report)
    }
  }
  return faults.every((fault) => fault.kind === 'unknown-field')
}

function reportMeaning(
  { pointer, known }: SchemaFault,
  manifest: Manifest,
  kind: string,
  { report }: ValidateContext,
): boolean {
  const at = keyAt(manifest, pointer)
  const field = pointerSegments(pointer).at(-1) ?? ''
  const parent = pointer.slice(0, pointer.lastIndexOf('/'))
  const placement = atPointer(manifest.value, '/spec/placement')
  if (pointer === '/spec/placement/clusterNames' && isObject(placement)) {
    const { clusterNames } = placement
    if (isArray(placement['clusters']) || !isNames(clusterNames)) return false
    const edits = [
      { pointer: '/spec/placement/clusters', value: clusterNames.map((name) => ({ name })) },
      { pointer },
    ]
    const fix = { kind: 'edit' as const, manifest, edits }
    const names = { names: clusterNames }
    report(createDiagnostic('placement-cluster-names', names, { at, subject: manifest, fix }))
    return true
  }
  if (parent === '/spec/placement/clusterSelector' && selectsAll(placement)) {
    const parameters = { field, nearest: nearest(field, known) }
    report(createDiagnostic('selector-selects-all', parameters, { at, subject: manifest }))
    return true
  }
  if (/^\/spec\/placement\/clusters\/\d+$/.test(parent) && replicaFields.has(field)) {
    const parameters = { kind, pointer, nearest: undefined, advice: replicaAdvice }
    report(createDiagnostic('unknown-field', parameters, { at, subject: manifest }))
    return true
  }
  return false
}

/** What guides write into a placement, and what a ReplicaSchedulingPreference has (KubeFed: GenericClusterReference). */
const replicaFields: ReadonlySet<string> = new Set(['weight', 'replicas', 'minReplicas', 'maxReplicas'])

const replicaAdvice =
  'Divide replicas by a ReplicaSchedulingPreference of the same namespace and name; a cluster of a placement has a name only.'

function isNames(value: Json | undefined): value is readonly string[] {
  return isArray(value) && value.every((each) => typeof each === 'string')
}

/** Whether nothing of a selector is left after what is unknown is dropped, and no list of clusters replaces it. */
function selectsAll(placement: Json | undefined): boolean {
  if (!isObject(placement) || isArray(placement['clusters'])) return false
  const selector = placement['clusterSelector']
  if (!isObject(selector)) return false
  const { matchLabels, matchExpressions } = selector
  const hasLabels = isObject(matchLabels) && Object.keys(matchLabels).length > 0
  return !hasLabels && !(isArray(matchExpressions) && matchExpressions.length > 0)
}
