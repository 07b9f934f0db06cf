import { getOwn, isArray, isObject } from '../../../json/own.ts'
import { pointerSegments } from '../../../json/pointer.ts'
import type { Json, JsonObject } from '../../../model/json.ts'
import type { SourceField } from './compare-manifests.ts'
import type { Role } from './dependencies.ts'
import { changesField, isRelated, type Effect } from './effect.ts'
import { overridesField } from './overrides-field.ts'

/**
 * Whether a field of a manifest that plays a role can have had an effect by its difference. It may say no to a true
 * cause, as where an error is what keeps an object: what remains without a cause then gets all differences of its
 * dependencies.
 */
export function isRelevant(effect: Effect, role: Role, field: SourceField): boolean {
  return rules[role](effect, field)
}

type Rule = (effect: Effect, field: SourceField) => boolean

const always: Rule = () => true

const rules: Readonly<Record<Role, Rule>> = {
  object: (effect, field) =>
    (effect.byPlacement && isOfPlacement(effect, field)) || (!effect.isPresence && isOfField(effect, field)),
  namespace: (effect, field) => effect.byPlacement && isOfPlacement(effect, field),
  preference: (effect, { pointer }) => effect.byPlacement && isAmong(pointer, ['/spec', ...identityFields]),
  type: (effect) => effect.isPresence || effect.isDNSEndpoint || changesField(effect, '/apiVersion'),
  record: always,
  target: (effect, field) => isOfPlacement(effect, field),
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

/** What of a KubeFedCluster can change the output. */
const clusterFields = ['/metadata/name', '/metadata/labels', '/metadata/annotations', '/status']

function isAmong(pointer: string, fields: readonly string[]): boolean {
  return fields.some((each) => isRelated(pointer, each))
}

/** A cluster that a placement names counts only where the change concerns it. */
function isOfPlacement(effect: Effect, { manifest: { value }, pointer }: SourceField): boolean {
  const [, , field, index] = pointerSegments(pointer)
  if (field === 'clusters' && index !== undefined && pointer.startsWith('/spec/placement/')) {
    const name = nameOf(valueAt(value, ['spec', 'placement', 'clusters', index]))
    return effect.byAnyCluster || effect.clusters.has(name)
  }
  return isAmong(pointer, ['/spec/placement', ...identityFields])
}

function isOfField(effect: Effect, { manifest: { value }, pointer }: SourceField): boolean {
  return (
    changesTemplate(effect, pointer) ||
    overridesField(value, pointer, effect) ||
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

function valueAt(value: Json | undefined, segments: readonly string[]): Json | undefined {
  return segments.reduce<Json | undefined>((node, segment) => {
    if (isArray(node)) return node[Number(segment)]
    return isObject(node) ? getOwn(node, segment) : undefined
  }, value)
}
