import type { CelVocabulary } from '../../cel/parse-expression.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import { listSome } from '../../text/list-some.ts'
import { endpointFields } from './endpoint-view.ts'
import { objectFields } from './object-view.ts'
import { clusterFields, typesByField, typesOfPlural } from './type-fields.ts'

/** A variable of expressions. */
export interface FleetVariable {
  readonly type: string
  readonly about: string
  /** Whether only an invariant of objects has it. */
  readonly isOfObject: boolean
}

/** Every variable of expressions. */
export const fleetVariables: ReadonlyMap<string, FleetVariable> = new Map([
  ['clusters', { type: 'list<Cluster>', about: 'all member clusters, by name', isOfObject: false }],
  [
    'objects',
    {
      type: 'list<Object>',
      about: 'all objects of the fleet, one for all clusters that get the very same',
      isOfObject: false,
    },
  ],
  ['dns', { type: 'list<Endpoint>', about: 'the endpoints of all DNS records', isOfObject: false }],
  ['cluster', { type: 'Cluster', about: 'the cluster that gets the object', isOfObject: true }],
  ['object', { type: 'Object', about: 'the object that is asked of', isOfObject: true }],
])

/** What an expression may read in a fleet of these types. */
export function fleetVocabulary(types: readonly FederatedTypeConfig[], isOfObject: boolean): CelVocabulary {
  const plurals = typesByField(types)
  const typed = (fields: ReadonlyMap<string, { readonly type: string }>): [string, string][] =>
    [...fields].map(([name, { type }]) => [name, type])
  const cluster = new Map([
    ...typed(clusterFields),
    ...[...plurals.keys()].map((each) => [each, 'list<Object>'] as const),
  ])
  const variables = [...fleetVariables].filter(([, each]) => isOfObject || !each.isOfObject)
  return {
    types: new Map<string, ReadonlyMap<string, string>>([
      ['Cluster', cluster],
      ['Object', new Map(typed(objectFields))],
      ['Endpoint', new Map(typed(endpointFields))],
    ]),
    variables: new Map(variables.map(([name, { type }]) => [name, type])),
    explainField: (type, field) => explainPlural(types, type, field),
  }
}

const mostNamed = 5

function explainPlural(
  types: readonly FederatedTypeConfig[],
  type: string,
  field: string,
): string | undefined {
  const named = typesOfPlural(types, field)
  if (type !== 'Cluster' || named.length < 2) return undefined
  const shown = listSome(
    named.map((name) => `types["${name}"]`),
    mostNamed,
  )
  return `Several types have this plural; write one of ${shown}.`
}
