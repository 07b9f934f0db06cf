import { atPointer } from '../../../../json/at-pointer.ts'
import { getOwn, isObject } from '../../../../json/own.ts'
import { podTemplateWithDefaults } from '../../../../kubernetes/defaults/pod-defaults.ts'
import { withDefaults, type FieldDefault } from '../../../../kubernetes/defaults/with-defaults.ts'
import type { Json, JsonObject } from '../../../../model/json.ts'
import { createImmutableRule, refuseOther, type Refusal } from '../immutable-rule.ts'
import type { RiskRule } from '../risk-rule.ts'

const immutable = [
  'selector',
  'completionMode',
  'podFailurePolicy',
  'backoffLimitPerIndex',
  'managedBy',
  'successPolicy',
]

const defaults: readonly FieldDefault[] = [
  ['/completionMode', 'NonIndexed'],
  ['/selector/matchLabels', {}],
  ['/podFailurePolicy/rules/*/onPodConditions/*/status', 'True'],
]

/** The fields that define a Job are immutable; those that set how fast it runs are not. */
export const jobImmutable: RiskRule = createImmutableRule({
  name: 'job-immutable',
  about:
    "The API server refuses to change a Job's `template` (except where the Pods of a suspended Job may run), `selector`, `completionMode`, `podFailurePolicy`, `backoffLimitPerIndex`, `managedBy` or `successPolicy`, and `completions` unless the Job is Indexed and has as much `parallelism`.",
  citation: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/#mutable-scheduling-directives',
  kinds: ['Job.batch'],
  refusals: ({ base, head }) => {
    const [before, after] = [specOf(base), specOf(head)]
    return [
      ...immutable.flatMap((key) => refuseOther(`/spec/${key}`, getOwn(before, key), getOwn(after, key))),
      ...refuseCompletions(before, after),
      ...refuseTemplate(before, after),
    ]
  },
})

function specOf(job: JsonObject): JsonObject {
  const spec = withDefaults(atPointer(job, '/spec') ?? {}, defaults)
  return isObject(spec) ? spec : {}
}

function refuseCompletions(before: JsonObject, after: JsonObject): readonly Refusal[] {
  const live = fillCounts({
    completions: getOwn(before, 'completions'),
    parallelism: getOwn(before, 'parallelism'),
  })
  const { completions, parallelism } = fillCounts({
    completions: applied('completions', live.completions, before, after),
    parallelism: applied('parallelism', live.parallelism, before, after),
  })
  const isIndexed = getOwn(after, 'completionMode') === 'Indexed'
  if (isIndexed && (completions === undefined || completions === parallelism)) return []
  const [refusal] = refuseOther('/spec/completions', live.completions, completions)
  return refusal ? [{ ...refusal, pointers: ['/spec/completions', '/spec/parallelism'] }] : []
}

/**
 * The value after a server-side apply: a field that the agent owned and no longer applies is removed, a default that
 * was filled in stays.
 */
function applied(
  key: string,
  live: Json | undefined,
  before: JsonObject,
  after: JsonObject,
): Json | undefined {
  return getOwn(after, key) ?? (getOwn(before, key) === undefined ? live : undefined)
}

interface Counts {
  readonly completions: Json | undefined
  readonly parallelism: Json | undefined
}

/** Where neither is written, both are 1 (kubernetes: pkg/apis/batch/v1/defaults.go, SetDefaults_Job). */
function fillCounts({ completions, parallelism }: Counts): Counts {
  if (parallelism !== undefined) return { completions, parallelism }
  return { completions: completions ?? 1, parallelism: 1 }
}

function refuseTemplate(before: JsonObject, after: JsonObject): readonly Refusal[] {
  const isSuspended = getOwn(before, 'suspend') === true
  const [from, to] = [before, after].map((spec) => {
    const template = podTemplateWithDefaults(getOwn(spec, 'template') ?? {})
    return isSuspended ? withoutSchedulingDirectives(template) : template
  })
  return refuseOther('/spec/template', from, to)
}

/** A Pod template without the fields that may change while a Job is suspended and has never started. */
function withoutSchedulingDirectives(template: Json): Json {
  if (!isObject(template)) return template
  const { spec, metadata } = template
  if (!isObject(spec) || !isObject(metadata)) return template
  const { labels: _labels, annotations: _annotations, ...otherMetadata } = metadata
  const {
    nodeSelector: _nodeSelector,
    tolerations: _tolerations,
    schedulingGates: _gates,
    affinity,
    ...otherSpec
  } = spec
  const { nodeAffinity: _nodeAffinity, ...otherAffinity } = isObject(affinity) ? affinity : {}
  return { ...template, metadata: otherMetadata, spec: { ...otherSpec, affinity: otherAffinity } }
}
