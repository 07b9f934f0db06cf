import { getOwn, isObject } from '../../../json/own.ts'
import { pointerSegments } from '../../../json/pointer.ts'
import type { FederatedObject } from '../../../model/federation.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type { SourceField } from './compare-manifests.ts'
import type { Role } from './dependencies.ts'
import { changesField, isRelated, type Effect } from './effect.ts'
import { overridesField } from './overrides-field.ts'

/**
 * Whether a field of a manifest that plays a role can have had an effect by its difference. It may say no to a true
 * cause, as where an error is what keeps an object: what remains without a cause then gets all differences of its
 * dependencies.
 *
 * @param object what the field's manifest is, where it is a valid federated object
 */
export function isRelevant(
  effect: Effect,
  role: Role,
  field: SourceField,
  object: FederatedObject | undefined,
): boolean {
  return rules[role](effect, field, object)
}

type Rule = (effect: Effect, field: SourceField, object: FederatedObject | undefined) => boolean

const always: Rule = () => true

const rules: Readonly<Record<Role, Rule>> = {
  object: (effect, field, object) =>
    (effect.byPlacement && isOfPlacement(effect, field, object)) ||
    (!effect.isPresence && isOfField(effect, field, object)),
  namespace: (effect, field, object) => effect.byPlacement && isOfPlacement(effect, field, object),
  preference: (effect, { pointer }) => effect.byPlacement && isAmong(pointer, preferenceFields),
  type: (effect) => effect.isPresence || effect.isDNSEndpoint || changesField(effect, '/apiVersion'),
  record: always,
  target: isOfPlacement,
  workload: always,
  domain: always,
  cluster: (effect, field) =>
    effect.byPlacement && isOfCluster(effect, field.manifest.value) && isAmong(field.pointer, clusterFields),
  'control-plane': (effect) => effect.byPlacement,
  config: isOfConfig,
  observed: (effect) => effect.byPlacement,
  lock: (effect) => effect.isDNSEndpoint,
}

const identityFields = ['/metadata/name', '/metadata/namespace', '/kind', '/apiVersion']

/** What of a ReplicaSchedulingPreference can change the output. */
const preferenceFields = ['/spec', '/metadata/annotations/fedrender.dev~1division', ...identityFields]

/** What of a KubeFedCluster can change the output. */
const clusterFields = ['/metadata/name', '/metadata/labels', '/metadata/annotations', '/status']

function isAmong(pointer: string, fields: readonly string[]): boolean {
  return fields.some((each) => isRelated(pointer, each))
}

/** A cluster that a placement names counts only where the change concerns it. */
function isOfPlacement(
  effect: Effect,
  { pointer }: SourceField,
  object: FederatedObject | undefined,
): boolean {
  const [, , field, index] = pointerSegments(pointer)
  if (field === 'clusters' && index !== undefined && pointer.startsWith('/spec/placement/')) {
    const name = object?.placement.clusters?.[Number(index)] ?? ''
    return effect.byAnyCluster || effect.clusters.has(name)
  }
  return isAmong(pointer, ['/spec/placement', ...identityFields])
}

function isOfField(effect: Effect, { pointer }: SourceField, object: FederatedObject | undefined): boolean {
  return (
    changesTemplate(effect, pointer) ||
    overridesField(object?.overrides ?? [], pointer, effect) ||
    (changesField(effect, '/spec/replicas') && isRelated(pointer, '/spec/retainReplicas')) ||
    (changesField(effect, '/metadata/annotations') && isRelated(pointer, '/metadata/annotations'))
  )
}

function changesTemplate(effect: Effect, pointer: string): boolean {
  const template = '/spec/template'
  if (pointer === template || pointer.startsWith(`${template}/`)) {
    return changesField(effect, pointer.slice(template.length))
  }
  return effect.fields.size > 0 && isRelated(pointer, template)
}

function isOfCluster(effect: Effect, value: JsonObject): boolean {
  return effect.byAnyCluster || effect.clusters.has(nameOf(getOwn(value, 'metadata')))
}

/** The settings that decide what there is, what DNSEndpoints hold, and two fields. */
function isOfConfig(effect: Effect, { pointer }: SourceField): boolean {
  const [setting = ''] = pointerSegments(pointer)
  switch (setting) {
    case '':
    case 'sources':
    case 'observed':
      return true
    case 'systemNamespace':
    case 'defaultNamespace':
    case 'builtinTypes':
      return effect.isPresence || effect.isDNSEndpoint
    case 'scheduling':
      return effect.byPlacement
    case 'dns':
      return effect.isDNSEndpoint
    case 'retainReplicas':
      return changesField(effect, '/spec/replicas')
    case 'templateAnnotations':
      return changesField(effect, '/metadata/annotations')
    default:
      return false
  }
}

function nameOf(value: Json | undefined): string {
  return isObject(value) ? String(getOwn(value, 'name')) : ''
}
