import { createDiagnostic, type Report } from '../../../diagnostics/diagnostic.ts'
import { objectAt, textAt } from '../../../json/fields.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import { quote } from '../../../text/quote.ts'
import type { ClusterObjects } from './cluster-objects.ts'
import { bindingKind, paramKindOf, policyKind } from './find-policies.ts'

/** Reports `policy-file-ignored` for what the command line gives beside the sources and has no effect in any cluster. */
export function reportGiven(
  given: readonly Manifest[],
  objects: ClusterObjects,
  clusters: readonly string[],
  report: Report,
): void {
  if (given.length === 0) return
  const policies = new Set(clusters.flatMap((cluster) => objects(policyKind, cluster)))
  const bindings = new Set(clusters.flatMap((cluster) => objects(bindingKind, cluster)))
  const params = new Set([...policies].map(({ object }) => paramKindOf(object)))
  const names = new Set([...policies].map(({ object }) => textAt(objectAt(object, 'metadata'), 'name')))
  const bound = new Set([...bindings].map(({ object }) => textAt(objectAt(object, 'spec'), 'policyName')))
  const used = new Set([...policies, ...bindings].map(({ object }) => object))
  const reasonOf = ({ value }: Manifest): string | undefined => {
    const kind = groupKindOf(value)
    if (kind !== policyKind && kind !== bindingKind) {
      return params.has(kind) ? undefined : 'is neither a policy, nor a binding, nor a parameter of a policy'
    }
    if (!used.has(value)) return 'has the name of another one there'
    if (kind === policyKind) {
      const isBound = bound.has(textAt(objectAt(value, 'metadata'), 'name'))
      return isBound ? undefined : 'has no binding'
    }
    const policy = textAt(objectAt(value, 'spec'), 'policyName')
    return names.has(policy) ? undefined : `binds the policy ${quote(policy)}, which no cluster has`
  }
  for (const manifest of given) {
    const reason = reasonOf(manifest)
    if (reason === undefined) continue
    const parameters = {
      kind: textAt(manifest.value, 'kind'),
      name: textAt(objectAt(manifest.value, 'metadata'), 'name'),
      reason,
    }
    report(createDiagnostic('policy-file-ignored', parameters, { at: valueAt(manifest, '') }))
  }
}
