import { federateObject } from '../../src/authoring/objects/federate-object.ts'
import { equalJson } from '../../src/json/equal.ts'
import { typeConfigFor } from '../../src/kubefed/type-config-for.ts'
import { groupOf, pluralName, versionOf } from '../../src/kubernetes/group-version-kind.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface FederateCase {
  readonly object: JsonObject & {
    readonly apiVersion: string
    readonly kind: string
    readonly metadata: { readonly namespace?: string }
  }
  readonly federated: JsonObject
}

/** The federated object of a plain one; an object without a namespace is taken for cluster-scoped, as `-f` does. */
export const federateSuite: Suite = {
  name: 'federate',
  run: (line) => {
    const { object, federated: expected } = parseExactJson(line) as unknown as FederateCase
    const { apiVersion, kind, metadata } = object
    const scope = metadata.namespace === undefined ? 'Cluster' : 'Namespaced'
    const target = { group: groupOf(apiVersion), version: versionOf(apiVersion), kind, scope } as const
    const actual = federateObject(object, typeConfigFor({ ...target, pluralName: pluralName(kind) }))
    return equalJson(actual, expected) ? { kind: 'match' } : { kind: 'mismatch', expected, actual }
  },
}
