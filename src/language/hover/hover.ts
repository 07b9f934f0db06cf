import { isAtOrBelow } from '../../json/pointer.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Reference } from '../../model/place.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import type { CompileResult } from '../../render.ts'
import { fieldOrigins } from '../../stages/plan/field-origins.ts'
import { omissionWords } from '../../views/explain/origin-words.ts'
import { codeSpan } from '../../views/fleet-diff/format/markdown-text.ts'
import { entityAt, objectName } from '../names/mentions.ts'
import { holderOf } from '../names/sites.ts'
import { schemaAt } from '../schema/schema-at.ts'
import { planOf, type Cursor, type FileRange, type Snapshot } from '../snapshot.ts'
import { spotAt, type Spot } from '../spot.ts'
import { describeEntity, describeReplicas } from './describe-entity.ts'
import { describeFields } from './describe-fields.ts'
import { foldFields } from './fold-fields.ts'
import { describeClusters, firstLines } from './markdown.ts'

/** What an editor shows beside a place. */
export interface Hover {
  readonly range: FileRange
  /** Markdown, in which every text of the sources is in a span of code, with nothing that anybody obeys. */
  readonly markdown: string
}

/**
 * What is at a place comes to: a field of a template, or an override, in each cluster; a cluster, a type, a namespace or an object,
 * where it is; a placement, which clusters; a preference, how many replicas; any other field, what it is for. Undefined where
 * nothing is known.
 */
export function hoverAt(snapshot: Snapshot, cursor: Cursor): Hover | undefined {
  const spot = spotAt(snapshot, cursor)
  if (spot === undefined) return undefined
  const lines = describeSpot(snapshot, spot)
  if (lines.length === 0) return undefined
  return { range: { path: cursor.path, ...spot.range }, markdown: lines.join('\n') }
}

function describeSpot(snapshot: Snapshot, spot: Spot): readonly string[] {
  const { result } = snapshot
  const entity = entityAt(snapshot, spot)
  const named = entity && result ? describeEntity(entity, result) : []
  if (named.length > 0 || result === undefined) return named
  const effect = describeEffect(snapshot, result, spot)
  return effect.length > 0 ? effect : describeSetting(snapshot, spot)
}

function describeEffect(snapshot: Snapshot, result: CompileResult, spot: Spot): readonly string[] {
  const { manifest, pointer } = spot
  const fleet = result.planned.federation.clusters
  const plan = planOf(snapshot, manifest)
  if (plan !== undefined) {
    if (isAtOrBelow(pointer, '/spec/template')) {
      const fields = fieldsBelow(snapshot, plan, manifest, pointer)
      return fields.length > 0 ? fields : describeOmission(snapshot, plan, manifest, pointer)
    }
    const [override] = /^\/spec\/overrides\/\d+\/clusterOverrides\/\d+/.exec(pointer) ?? []
    if (override !== undefined) return fieldsBelow(snapshot, plan, manifest, override)
    return isAtOrBelow(pointer, '/spec/placement')
      ? [`Placed in ${describeClusters(plan.placement.clusters, fleet)}.`]
      : []
  }
  switch (holderOf(manifest)) {
    case 'ReplicaSchedulingPreference': {
      const { schedule } =
        result.planned.objects.find(({ division }) => division?.preference.manifest === manifest)?.division ??
        {}
      return schedule && isAtOrBelow(pointer, '/spec') ? describeReplicas(schedule.replicas, fleet) : []
    }
    case 'ClusterOverride':
      return describeRule(snapshot, result, spot)
    default:
      return []
  }
}

function fieldsBelow(
  snapshot: Snapshot,
  plan: ObjectPlan,
  manifest: Manifest,
  pointer: string,
): readonly string[] {
  const isMeant = (at: Reference): boolean => at.manifest === manifest && isAtOrBelow(at.pointer, pointer)
  const folded = foldFields(plan, snapshot.config, isMeant)
  return describeFields(folded, snapshot.result?.planned.federation.clusters ?? [])
}

/** Why no cluster gets a field of the template. */
function describeOmission(
  { config }: Snapshot,
  plan: ObjectPlan,
  manifest: Manifest,
  pointer: string,
): readonly string[] {
  const [cluster] = plan.variants[0]?.clusters ?? []
  const { omitted = [] } = cluster === undefined ? {} : fieldOrigins(plan, cluster, config)
  const found = omitted.find(({ at }) => at.manifest === manifest && isAtOrBelow(pointer, at.pointer))
  return found ? [`${codeSpan(found.pointer)}: ${codeSpan(omissionWords[found.reason])}`] : []
}

const mostTargets = 5

/** What a rule of a ClusterOverride, or an operation of it, makes of each of its targets. */
function describeRule(
  snapshot: Snapshot,
  { planned }: CompileResult,
  { manifest, pointer }: Spot,
): readonly string[] {
  const [part] = /^\/spec\/rules\/\d+(?:\/overrides\/\d+)?/.exec(pointer) ?? []
  if (part === undefined) return []
  const { clusterOverrides, clusters: fleet } = planned.federation
  const targets = planned.objects.flatMap((plan) => {
    const own = clusterOverrides.get(plan.federatedObject)?.find((each) => {
      return each.clusterOverride.manifest === manifest
    })
    return own ? [{ plan, own }] : []
  })
  const [first] = targets
  if (first === undefined) return []
  if (!part.includes('/overrides/')) {
    const rule = first.own.rules.find((each) => each.rule.pointer === part)
    return rule ? [`For ${describeClusters(rule.clusters, fleet)}.`] : []
  }
  const lines = targets.slice(0, mostTargets).flatMap(({ plan }, index) => {
    const { type, ...object } = plan.federatedObject
    const title = [...(index === 0 ? [] : ['']), codeSpan(objectName(type.name, object)), '']
    return title.concat(fieldsBelow(snapshot, plan, manifest, part))
  })
  const rest = targets.length - Math.min(targets.length, mostTargets)
  return firstLines([...lines, ...(rest > 0 ? ['', `… and ${rest} more targets`] : [])], 60)
}

/** What the schema of a kind says of a field. */
function describeSetting(snapshot: Snapshot, { manifest, pointer }: Spot): readonly string[] {
  const texts = schemaAt(snapshot, manifest.value, pointer).flatMap(({ description }) => {
    return typeof description === 'string' ? [description] : []
  })
  return [...new Set(texts)].slice(0, 3).map(codeSpan)
}
