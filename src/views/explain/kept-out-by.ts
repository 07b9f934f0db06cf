import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { Manifest } from '../../model/manifest.ts'
import { holderOf, type Override } from '../../model/override.ts'
import { keyAt, valueAt } from '../../model/place.ts'
import type { NeverPropagated, ObjectPlan, RenderPlan } from '../../model/render-plan.ts'
import { choiceRules } from './choice-rules.ts'
import { namespaceLimit } from './namespace-rules.ts'
import type { Rule } from './rule.ts'

/** What the rules are read from. */
export interface ExplainInputs {
  readonly plan: RenderPlan
  /** The KubeFedConfig, where there is one. */
  readonly kubeFedConfig?: Manifest | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Whether errors hold this object, or every file. */
  readonly inError: 'object' | 'all' | undefined
}

/**
 * Every rule that keeps an object out of a cluster, or its file as it was last rendered, in the order in which they
 * apply: the control plane, the type, the placement, the namespace, the cluster, the overrides, errors.
 */
export function keptOutBy(object: ObjectPlan, cluster: Cluster, inputs: ExplainInputs): readonly Rule[] {
  const rules = [
    ...controlPlaneRules(object, inputs),
    ...placementRules(object, cluster, inputs),
    ...(cluster.ready || isPlaced(object, cluster) ? [] : [notReady(cluster)]),
    ...failureRules(object, cluster, inputs),
  ]
  return [...rules, ...errorRules(object, rules, inputs)]
}

function isPlaced({ placement }: ObjectPlan, { name }: Cluster): boolean {
  return placement.clusters.includes(name)
}

function controlPlaneRules(
  { federatedObject: { type } }: ObjectPlan,
  inputs: ExplainInputs,
): readonly Rule[] {
  const { plan, kubeFedConfig } = inputs
  const rules: Rule[] = []
  if (!plan.federation.controlPlane.pushReconciler) {
    rules.push({
      rule: 'push-reconciler-disabled',
      message: 'the feature gate PushReconciler is off: nothing is propagated, all files stay as they were',
      at: kubeFedConfig && keyAt(kubeFedConfig, '/spec/featureGates'),
    })
  }
  if (type.propagation === 'Disabled') {
    rules.push({
      rule: 'propagation-disabled',
      message: `propagation of ${type.name} is Disabled: its files stay as they were`,
      at: type.manifest && valueAt(type.manifest, '/spec/propagation'),
    })
  }
  return rules
}

const neverPropagated: Readonly<Record<NeverPropagated, readonly [message: string, pointer: string]>> = {
  'namespace-never-propagated': ['KubeFed never propagates this Namespace itself', '/metadata/name'],
  'federated-namespace-name': [
    'a FederatedNamespace counts only where it has the name of its namespace',
    '/metadata/name',
  ],
  'cluster-scoped-target': ['a control plane of scope Namespaced propagates nothing cluster-scoped', '/kind'],
  'outside-system-namespace': [
    'a control plane of scope Namespaced sees only its system namespace',
    '/metadata/namespace',
  ],
}

function placementRules(object: ObjectPlan, cluster: Cluster, { plan }: ExplainInputs): readonly Rule[] {
  const { federatedObject, placement } = object
  if (isPlaced(object, cluster)) return []
  if (placement.never !== undefined) {
    const [message, pointer] = neverPropagated[placement.never]
    return [{ rule: placement.never, message, at: valueAt(federatedObject.manifest, pointer) }]
  }
  const limit = namespaceLimit(object, cluster, plan)
  return [
    ...(placement.chosen.includes(cluster.name) ? [] : choiceRules(object, cluster)),
    ...(limit.allows ? [] : limit.rules),
  ]
}

function notReady({ name, manifest }: Cluster): Rule {
  const message = `${name} is not ready, so a file that was rendered there earlier is held`
  return { rule: 'cluster-not-ready', message, at: keyAt(manifest, '/status/conditions') }
}

function failureRules(object: ObjectPlan, cluster: Cluster, { diagnostics }: ExplainInputs): readonly Rule[] {
  const failure = object.failures.find((each) => each.cluster === cluster.name)
  if (failure === undefined) return []
  const { manifest } = object.federatedObject
  const own = object.overrides.get(cluster.name) ?? []
  const others = [...object.overrides].flatMap(([name, overrides]) =>
    name === cluster.name ? [] : overrides,
  )
  const isAt = ({ at }: Diagnostic, override: Override): boolean =>
    at !== undefined &&
    'manifest' in at &&
    at.manifest === holderOf(override, manifest) &&
    at.pointer.startsWith(`${override.pointer}/`)
  // A rule of a ClusterOverride may be for this cluster and for others.
  const errors = errorsAbout(diagnostics, [manifest]).filter(
    (error) => own.some((each) => isAt(error, each)) || !others.some((each) => isAt(error, each)),
  )
  // What KubeFed propagates all the same has no status of a failure, and the errors say what is wrong.
  if (failure.status === '') return errors.map(errorRule)
  const rule: Rule =
    failure.status === 'ApplyOverridesFailed'
      ? {
          rule: failure.status,
          message: 'its overrides cannot be applied',
          at: keyAt(manifest, '/spec/overrides'),
        }
      : {
          rule: failure.status,
          message: 'its template makes no object',
          at: keyAt(manifest, '/spec/template'),
        }
  return [rule, ...errors.map(errorRule)]
}

function errorRules(
  { federatedObject, division }: ObjectPlan,
  found: readonly Rule[],
  { inError, diagnostics }: ExplainInputs,
): readonly Rule[] {
  if (inError === undefined) return []
  if (inError === 'all') {
    const message = 'errors of the control plane, the inventory or the types stop every render'
    return [{ rule: 'sources-in-error', message }]
  }
  const { manifest } = federatedObject
  const known = new Set(found.map((each) => each.rule))
  const subjects = [manifest, ...(division ? [division.preference.manifest] : [])]
  const errors = errorsAbout(diagnostics, subjects).filter(({ code }) => !known.has(code))
  const message = 'it is in error, so its files are held under --keep-going, and nothing is written without'
  const at = valueAt(manifest, '/metadata/name')
  return [{ rule: 'object-in-error', message, at }, ...errors.map(errorRule)]
}

/** The errors that concern some manifests. */
export function errorsAbout(
  diagnostics: readonly Diagnostic[],
  subjects: readonly Manifest[],
): readonly Diagnostic[] {
  return diagnostics.filter(
    ({ severity, subject }) => severity === 'error' && subject !== undefined && subjects.includes(subject),
  )
}

/** An error of the sources as a rule. */
export function errorRule({ code, message, at }: Diagnostic): Rule {
  return { rule: code, message: message.replace(/\.$/, ''), at }
}
