import { objectAt, textAt } from '../../../json/fields.ts'
import { getOwn } from '../../../json/own.ts'
import { groupKindOf } from '../../../kubernetes/group-kind.ts'
import { readLabelSelector } from '../../../kubernetes/label-selector.ts'
import type { ResourceDefinition } from '../../../kubernetes/schema/resource-definition.ts'
import type { JsonObject } from '../../../model/json.ts'
import type { ClusterObjects } from './cluster-objects.ts'
import type { AdmissionObject, PolicySet } from './surroundings.ts'

/** The kinds of ValidatingAdmissionPolicies, by group. */
export const policyKind = 'ValidatingAdmissionPolicy.admissionregistration.k8s.io'
export const bindingKind = 'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io'

/** Gives the CustomResourceDefinition of a group and kind, `<Kind.group>`, that a cluster has. */
export type DefinitionOf = (kind: string, cluster: string) => ResourceDefinition | undefined

/** The policies that do something in a cluster, with what they ask for; undefined where there are none. */
export function findPolicies(
  objects: ClusterObjects,
  definitionOf: DefinitionOf,
  cluster: string,
): PolicySet | undefined {
  const known = objects(policyKind, cluster)
  if (known.length === 0) return undefined
  const byName = new Map(known.map((each) => [textAt(objectAt(each.object, 'metadata'), 'name'), each]))
  const used = new Set<AdmissionObject>()
  const params = new Map<string, Param[]>()
  const bindings = objects(bindingKind, cluster).filter(({ object }) => {
    const spec = objectAt(object, 'spec')
    const policy = byName.get(textAt(spec, 'policyName'))
    if (policy === undefined) return false
    used.add(policy)
    const kind = paramKindOf(policy.object)
    if (kind !== undefined) params.set(kind, [...(params.get(kind) ?? []), objectAt(spec, 'paramRef')])
    return true
  })
  if (bindings.length === 0) return undefined
  return {
    policies: known.filter((each) => used.has(each)),
    bindings,
    params: [...params].flatMap(([kind, references]) => {
      const isWanted = wantedBy(references)
      return objects(kind, cluster).filter(({ object }) => isWanted(object))
    }),
    definitions: [...params.keys()].flatMap((kind) => definitionOf(kind, cluster) ?? []),
  }
}

/** The group and kind of the parameters of a policy, `<Kind.group>`; undefined for one without parameters. */
export function paramKindOf(policy: JsonObject): string | undefined {
  const kind = groupKindOf(objectAt(objectAt(policy, 'spec'), 'paramKind'))
  return kind === '' ? undefined : kind
}

/** A `paramRef` of a binding. */
type Param = JsonObject

/** Leaves out what no reference can mean, so that clusters which differ in that alone have equal policies; a selector that cannot be read may mean everything. */
function wantedBy(references: readonly Param[]): (object: JsonObject) => boolean {
  const wanted = references.map((reference) => {
    const [name, namespace] = [textAt(reference, 'name'), textAt(reference, 'namespace')]
    const { selector } = readLabelSelector(getOwn(reference, 'selector'))
    const isOfSelector = selector ?? ((): boolean => true)
    return (object: JsonObject): boolean => {
      const metadata = objectAt(object, 'metadata')
      if (namespace !== '' && textAt(metadata, 'namespace') !== namespace) return false
      if (name !== '') return textAt(metadata, 'name') === name
      const labels = Object.entries(objectAt(metadata, 'labels'))
      return isOfSelector(new Map(labels.map(([key, value]) => [key, String(value)])))
    }
  })
  return (object) => wanted.some((isWanted) => isWanted(object))
}
