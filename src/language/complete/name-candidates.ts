import { isNamespaceType } from '../../kubefed/is-namespace-type.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { CompileResult } from '../../render.ts'
import { atPointer } from '../../json/at-pointer.ts'
import { holderOf, matchesPattern, sitesOf, type NamedKind } from '../names/sites.ts'
import type { Candidate, TypedPlace } from './candidate.ts'

/** The names of the fleet, at each place of the sources that names something of it. */
export function nameCandidates(place: TypedPlace): readonly Candidate[] {
  const { snapshot, value, pointer, part } = place
  const { fleet } = snapshot
  const manifest: Manifest = { file: { path: '', text: '' }, start: 0, end: 0, item: '', value }
  const holder = holderOf(manifest)
  if (fleet === undefined || holder === undefined) return []
  return sitesOf(holder)
    .filter((each) => each.part === part && !each.defines && matchesPattern(each.pattern, pointer))
    .flatMap(({ names }) => namesOf(names, fleet, place))
}

function namesOf(
  kind: NamedKind,
  { plan, resources }: CompileResult,
  { value }: TypedPlace,
): readonly Candidate[] {
  const { clusters, types, federatedObjects, federatedNamespaces, domains } = plan.federation
  switch (kind) {
    case 'cluster':
      return clusters.map(({ name, labels }) => {
        const detail = Array.from(labels, ([key, each]) => `${key}=${each}`).join(' ')
        return { text: name, kind, detail }
      })
    case 'type':
      return types.map(({ name, federatedType }) => ({ text: name, kind, detail: federatedType.kind }))
    case 'federated-kind':
      return types.map(({ name, federatedType }) => ({
        text: federatedType.kind,
        kind: 'type',
        detail: name,
      }))
    case 'namespace': {
      const known = new Set([
        ...federatedNamespaces.keys(),
        ...resources.federatedResources.flatMap(({ namespace }) => namespace ?? []),
      ])
      return Array.from(known, (text) => ({ text, kind }))
    }
    case 'object': {
      const namespace = atPointer(value, '/metadata/namespace')
      const type = atPointer(value, '/spec/target/type') ?? atPointer(value, '/spec/targetKind')
      const targets = federatedObjects.filter((each) => {
        const { federatedType, name, targetType } = each.type
        const isOfType = [undefined, name, federatedType.kind].includes(type as string | undefined)
        const isOfRecord =
          `${targetType.kind}DNSRecord` === value['kind'] || !String(value['kind']).endsWith('DNSRecord')
        const isNear = namespace === undefined || each.namespace === namespace
        return isOfType && isOfRecord && isNear && !isNamespaceType(each.type)
      })
      return targets.map(({ name, type: of }) => ({ text: name, kind, detail: of.name }))
    }
    case 'domain':
      return domains.map(({ name, domain }) => ({ text: name, kind: 'value', detail: domain }))
  }
}
