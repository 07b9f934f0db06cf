import { atPointer } from '../../json/at-pointer.ts'
import type { Json } from '../../model/json.ts'
import type { ObjectPlan } from '../../model/render-plan.ts'
import { maskedValue, maskObject } from '../../views/mask-object.ts'
import { pointersIn } from './pointers-in.ts'
import { scalarCandidate, type Candidate, type TypedPlace } from './candidate.ts'

const operation =
  /^\/spec\/(?:overrides\/\d+\/clusterOverrides|rules\/\d+\/overrides)\/\d+(?=\/(?:op|path|value)$)/

/** The operations of overrides; the pointers of the template, where an override names one; and the values at its pointer, where it has one. */
export function overrideCandidates(place: TypedPlace): Iterable<Candidate> {
  const { pointer, part, value, typed } = place
  const [at] = operation.exec(pointer) ?? []
  if (at === undefined || part === 'key') return []
  if (pointer.endsWith('/op')) return operations
  const templates = templatesOf(place)
  if (pointer.endsWith('/path')) return pointersIn(templates, typed)
  const path = atPointer(value, `${at}/path`)
  return typeof path === 'string' ? valuesAt(path, templates, place) : []
}

const operations: readonly Candidate[] = ['add', 'remove', 'replace'].map((text) => ({ text, kind: 'value' }))

const mostTemplates = 20

/** The template beside an override, or those of the targets of a ClusterOverride. */
function templatesOf({ snapshot, value }: TypedPlace): readonly Json[] {
  const own = atPointer(value, '/spec/template')
  if (own !== undefined) return [own]
  const type = atPointer(value, '/spec/target/type')
  const namespace = atPointer(value, '/metadata/namespace') ?? snapshot.config.defaultNamespace
  const { objects = [] } = snapshot.fleet?.planned ?? {}
  const targets = objects.filter(({ federatedObject: each }) => {
    return each.type.name === type && (namespace === undefined || each.namespace === namespace)
  })
  return targets.slice(0, mostTemplates).flatMap(({ federatedObject }) => {
    const { value: source, file } = federatedObject.manifest
    return atPointer(maskObject(source, file.secretKinds), '/spec/template') ?? []
  })
}

/** Nothing of a Secret is offered. */
function* valuesAt(
  path: string,
  templates: readonly Json[],
  { snapshot, value }: TypedPlace,
): Generator<Candidate> {
  if (isSecret(value, snapshot)) return
  for (const template of templates) yield* shown(atPointer(template, path), 'the template has it')
  const [name, namespace] = [atPointer(value, '/metadata/name'), atPointer(value, '/metadata/namespace')]
  const { objects = [] } = snapshot.fleet?.planned ?? {}
  const isSame = ({ federatedObject: each }: ObjectPlan): boolean =>
    each.kind === value['kind'] && each.namespace === namespace && each.name === name
  for (const { object, clusters } of objects.find(isSame)?.variants ?? []) {
    yield* shown(atPointer(maskObject(object), path), `${clusters[0]} has it`)
  }
}

function shown(value: Json | undefined, detail: string): readonly Candidate[] {
  return value === maskedValue ? [] : scalarCandidate(value, detail)
}

function isSecret(value: TypedPlace['value'], { fleet }: TypedPlace['snapshot']): boolean {
  const { secretKinds } = fleet?.sources.manifests.find(({ file }) => file.secretKinds)?.file ?? {}
  return maskObject(value, secretKinds) !== value || value['kind'] === 'FederatedSecret'
}
