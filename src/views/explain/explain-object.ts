import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import type { Cluster } from '../../model/cluster.ts'
import type { FieldOrigins } from '../../model/field-origin.ts'
import type { JsonObject } from '../../model/json.ts'
import { valueAt } from '../../model/place.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { replicaTable } from '../replicas.ts'
import { sourceLine } from '../source-line.ts'
import { choiceRules } from './choice-rules.ts'
import {
  explainFields,
  explainFirstFields,
  explainFirstOmissions,
  explainOmissions,
} from './explain-fields.ts'
import type { ExplainedState, Explanation } from './explanation.ts'
import { keptOutBy, type ExplainInputs } from './kept-out-by.ts'
import { namespaceLimit } from './namespace-rules.ts'
import { explainRule, type Rule } from './rule.ts'
import { shortCommit } from '../../model/wave.ts'
import { quote } from '../../text/quote.ts'

/** What is asked of one object in one cluster. */
export interface ExplainRequest extends ExplainInputs {
  readonly object: ObjectPlan
  readonly cluster: Cluster
  /** Only the fields at this JSON pointer and below it; `''` is the whole object. */
  readonly pointer: string
  /** At most so many fields, and so many omissions. Default: all. */
  readonly most?: number | undefined
  /** The object's file in the cluster, from the output directory. */
  readonly path: string
  /** Why the object has its fields; it is asked only for a cluster of one of the object's variants. */
  readonly originsOf: (object: ObjectPlan, cluster: string) => FieldOrigins
}

/** Why an object is, or is not, in a cluster, and why each of its fields has its value. */
export function explainObject(request: ExplainRequest): Explanation {
  const { object, cluster, plan, path, originsOf } = request
  const { type, namespace, name, manifest } = object.federatedObject
  const placed = object.placement.clusters.includes(cluster.name)
  const placedBy = placed
    ? [...choiceRules(object, cluster), ...namespaceLimit(object, cluster, plan).rules]
    : []
  const variant = object.variants.find(({ clusters }) => clusters.includes(cluster.name))
  const wave = heldWave(request)
  const isOfAnother = object.part?.clusters.includes(cluster.name) === false
  const rules = isOfAnother ? [notInWave(wave)] : keptOutBy(object, cluster, request)
  return {
    cluster: cluster.name,
    type: type.name,
    kind: type.targetType.kind,
    ...(namespace !== undefined && !isNamespaceType(type) && { namespace }),
    name,
    ...(wave && { wave }),
    source: sourceLine(valueAt(manifest, '/metadata/name')),
    state: stateOf(request, rules.length > 0),
    path,
    placedBy: placedBy.map(explainRule),
    keptOutBy: rules.map(explainRule),
    ...(variant
      ? explainContent(variant.object, originsOf(object, cluster.name), request)
      : { fields: [], omitted: [] }),
  }
}

/** The wave of the cluster, where its commit decides about the object. */
function heldWave({ object, cluster, plan: { waves = [] } }: ExplainRequest): Explanation['wave'] {
  if (object.part === undefined) return undefined
  const wave = waves.find(({ clusters }) => clusters.includes(cluster.name))
  if (wave?.held === undefined || wave.newer.includes(cluster.name)) return undefined
  return { name: wave.name, commit: wave.held.commit, back: wave.held.back }
}

function notInWave(wave: Explanation['wave']): Rule {
  const { name = '', commit = '' } = wave ?? {}
  const message = `the wave ${quote(name)} is held at ${shortCommit(commit)}, whose sources do not place it there`
  return { rule: 'wave-held', message }
}

function explainContent(
  object: JsonObject,
  origins: FieldOrigins,
  request: ExplainRequest,
): Pick<Explanation, 'fields' | 'omitted' | 'rest'> {
  const { pointer, most } = request
  const selection = { object, origins, pointer, arithmetic: arithmeticOf(request) }
  if (most === undefined)
    return { fields: explainFields(selection), omitted: explainOmissions(origins, pointer) }
  const fields = explainFirstFields(selection, most)
  const omitted = explainFirstOmissions(origins, pointer, most)
  return {
    fields: fields.shown,
    omitted: omitted.shown,
    rest: { fields: fields.rest, omitted: omitted.rest },
  }
}

/** KubeFed deletes nothing that it cannot decide, so that such a file is held. */
function stateOf({ object, cluster, plan, inError }: ExplainRequest, isKeptOut: boolean): ExplainedState {
  if (!isKeptOut) return 'rendered'
  const { placement, federatedObject, failures } = object
  const isHeld =
    !plan.federation.controlPlane.pushReconciler ||
    federatedObject.type.propagation === 'Disabled' ||
    placement.reason === 'ComputePlacementFailed' ||
    inError !== undefined ||
    !cluster.ready ||
    failures.some((each) => each.cluster === cluster.name)
  return isHeld ? 'held' : 'absent'
}

function arithmeticOf({ object, cluster, plan }: ExplainRequest): readonly string[] {
  if (object.division === undefined) return []
  const { clusters } = replicaTable(object, object.division, plan.federation.clusters)
  return clusters.find((each) => each.cluster === cluster.name)?.why ?? []
}
