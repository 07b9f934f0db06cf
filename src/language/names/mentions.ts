import { atPointer } from '../../json/at-pointer.ts'
import { getOwn, isArray, isObject } from '../../json/own.ts'
import { childPointer } from '../../json/pointer.ts'
import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { Json, JsonObject } from '../../model/json.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Reference } from '../../model/place.ts'
import { identity } from '../../stages/validate/classify.ts'
import { qualifiedName } from '../../text/qualified-name.ts'
import { manifestsOf, type Snapshot } from '../snapshot.ts'
import { holderOf, sitesOf, type Holder, type Site } from './sites.ts'

/** Something that sources name, by what it is and its whole name: an object is `deployments.apps shop/web`. */
export interface Entity {
  readonly kind: 'cluster' | 'type' | 'namespace' | 'object' | 'domain'
  readonly name: string
}

/** A place that names something. */
export interface Mention {
  readonly entity: Entity
  readonly at: Reference
  readonly defines: boolean
}

const mentionsBySnapshot = new WeakMap<Snapshot, readonly Mention[]>()

/** Every place in the sources and in the configuration that names something, in the order of the sources. */
function mentionsOf(snapshot: Snapshot): readonly Mention[] {
  const known = mentionsBySnapshot.get(snapshot) ?? findMentions(snapshot)
  mentionsBySnapshot.set(snapshot, known)
  return known
}

/** The places that name one thing. */
export function mentionsOfEntity(snapshot: Snapshot, { kind, name }: Entity): readonly Mention[] {
  return mentionsOf(snapshot).filter(({ entity }) => entity.kind === kind && entity.name === name)
}

/** What is named at a place of a manifest; undefined where nothing is. */
export function entityAt(
  snapshot: Snapshot,
  { manifest, pointer, part }: Pick<Reference, 'manifest' | 'pointer' | 'part'>,
): Entity | undefined {
  return mentionsOf(snapshot).find(
    ({ at }) => at.manifest === manifest && at.pointer === pointer && at.part === part,
  )?.entity
}

function findMentions(snapshot: Snapshot): readonly Mention[] {
  const types = snapshot.result?.plan.federation.types ?? []
  const { defaultNamespace } = snapshot.config
  return manifestsOf(snapshot).flatMap((manifest) => {
    const holder = holderOf(manifest)
    if (holder === undefined) return []
    const context = { manifest, holder, types, defaultNamespace }
    return sitesOf(holder).flatMap((site) => mentionsAt(site, context))
  })
}

/** What is known of the manifest that names something. */
interface MentionContext {
  readonly manifest: Manifest
  readonly holder: Holder
  readonly types: readonly FederatedTypeConfig[]
  readonly defaultNamespace: string | undefined
}

function mentionsAt(site: Site, context: MentionContext): readonly Mention[] {
  const { manifest } = context
  const found = expand(manifest.value, site.pattern.split('/').slice(1), '', site.part)
  return found.flatMap(({ pointer, text }) => {
    const named = nameEntity(site, text, context)
    if (named === undefined) return []
    return [{ ...named, at: { manifest, pointer, part: site.part } }]
  })
}

/** A text at a pointer. */
interface Expanded {
  readonly pointer: string
  readonly text: string
}

/** The texts at the pointers of a pattern: the last keys themselves, or values that are texts. */
function expand(
  value: Json | undefined,
  [first, ...rest]: readonly string[],
  pointer: string,
  part: Site['part'],
): readonly Expanded[] {
  if (first === undefined) return typeof value === 'string' ? [{ pointer, text: value }] : []
  const keys = first === '*' ? keysOf(value) : [first]
  return keys.flatMap((key) => {
    const below = isArray(value) ? value[Number(key)] : isObject(value) ? getOwn(value, key) : undefined
    const at = childPointer(pointer, key)
    if (below === undefined) return []
    return rest.length === 0 && part === 'key' ? [{ pointer: at, text: key }] : expand(below, rest, at, part)
  })
}

function keysOf(value: Json | undefined): readonly string[] {
  return isArray(value) || isObject(value) ? Object.keys(value) : []
}

function nameEntity(
  { names, defines }: Site,
  text: string,
  context: MentionContext,
): Pick<Mention, 'entity' | 'defines'> | undefined {
  switch (names) {
    case 'federated-kind': {
      const name = typeOfFederatedKind(text, context)?.name
      return name === undefined ? undefined : { entity: { kind: 'type', name }, defines }
    }
    case 'object':
      return nameObject(text, defines, context)
    case 'cluster':
      // In a preference, it means every other cluster.
      return text === '*' ? undefined : { entity: { kind: names, name: text }, defines }
    default:
      return { entity: { kind: names, name: text }, defines }
  }
}

/** A federated object, by the type that a manifest is of, or is for. The FederatedNamespace is where a namespace is declared. */
function nameObject(
  name: string,
  defines: boolean,
  context: MentionContext,
): Pick<Mention, 'entity' | 'defines'> | undefined {
  const type = typeMeant(context)
  if (type === undefined) return undefined
  if (isNamespaceType(type)) return { entity: { kind: 'namespace', name }, defines }
  const written = atPointer(context.manifest.value, '/metadata/namespace')
  const namespace = typeof written === 'string' ? written : context.defaultNamespace
  const isNamespaced = type.federatedType.scope === 'Namespaced' && namespace !== undefined
  return {
    entity: { kind: 'object', name: objectName(type.name, { name, ...(isNamespaced && { namespace }) }) },
    defines,
  }
}

/** A federated object as an entity is called. */
export function objectName(
  type: string,
  object: { readonly namespace?: string; readonly name: string },
): string {
  return `${type} ${qualifiedName(object)}`
}

/** The type of the objects that a manifest names, or is one of. */
function typeMeant(context: MentionContext): FederatedTypeConfig | undefined {
  const { holder, manifest, types } = context
  const { spec } = manifest.value
  const target = (group: string, kind: string): FederatedTypeConfig | undefined =>
    types.find(({ targetType: each }) => each.group === group && each.kind === kind)
  switch (holder) {
    case 'federated':
      return typeOfFederatedKind(identity(manifest).kind, context)
    case 'ReplicaSchedulingPreference':
      return typeOfFederatedKind(textAt(spec, 'targetKind'), context)
    case 'ClusterOverride': {
      const wanted = atPointer(manifest.value, '/spec/target/type')
      return types.find(({ name }) => name === wanted)
    }
    case 'ServiceDNSRecord':
      return target('', 'Service')
    case 'IngressDNSRecord':
      return types.find(({ targetType: { kind } }) => kind === 'Ingress')
    default:
      return undefined
  }
}

/** The type of a federated kind: of an object of it by its group too, as two groups may have one kind. */
function typeOfFederatedKind(
  kind: string,
  { holder, manifest, types }: MentionContext,
): FederatedTypeConfig | undefined {
  const { group } = identity(manifest)
  return types.find(
    ({ federatedType: each }) => each.kind === kind && (holder !== 'federated' || each.group === group),
  )
}

function textAt(value: Json | undefined, key: string): string {
  const text = isObject(value) ? getOwn(value as JsonObject, key) : undefined
  return typeof text === 'string' ? text : ''
}
