import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'

/** The fields of a cluster that are not lists of a type. */
export const clusterFields: ReadonlyMap<string, { readonly type: string; readonly about: string }> = new Map([
  ['name', { type: 'string', about: 'the name of the KubeFedCluster' }],
  ['labels', { type: 'map<string, string>', about: 'its labels; one that is absent is `""`' }],
  ['region', { type: 'string', about: 'the region of its status; `""` where none is recorded' }],
  ['zones', { type: 'list<string>', about: 'the zones of its status' }],
  ['objects', { type: 'list<Object>', about: 'all objects that the cluster gets' }],
  [
    'types',
    {
      type: 'map<string, list<Object>>',
      about: 'the objects by the name of their FederatedTypeConfig: `c.types["deployments.apps"]`',
    },
  ],
])

/**
 * The types whose objects are a field of a cluster, by that field: the plural name, `deployments` for `deployments.apps`.
 * A plural that two types have, or that is a field already, is none.
 */
export function typesByField(types: readonly FederatedTypeConfig[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const ambiguous = new Set<string>(clusterFields.keys())
  for (const { name, targetType } of types) {
    const plural = targetType.pluralName
    if (found.has(plural)) ambiguous.add(plural)
    else found.set(plural, name)
  }
  return new Map([...found].filter(([plural]) => !ambiguous.has(plural)))
}

/** The names of the types that have a plural in common. */
export function typesOfPlural(types: readonly FederatedTypeConfig[], plural: string): readonly string[] {
  return types.filter(({ targetType }) => targetType.pluralName === plural).map(({ name }) => name)
}
