import { federatedDefinition } from '../../src/authoring/types/federated-definition.ts'
import { typeConfigObject } from '../../src/authoring/types/type-config-object.ts'
import { equalJson } from '../../src/json/equal.ts'
import { isObject } from '../../src/json/own.ts'
import { typeConfigFor } from '../../src/kubefed/type-config-for.ts'
import type { JsonObject } from '../../src/model/json.ts'
import { parseExactJson } from '../helpers/parse-exact-json.ts'
import type { Suite } from './conformance.ts'

interface EnableCase {
  readonly type: {
    readonly group: string
    readonly version: string
    readonly kind: string
    readonly plural: string
    readonly namespaced: boolean
    readonly scalable: boolean
    readonly shortNames: readonly string[] | null
    readonly federatedGroup?: string
    readonly federatedVersion?: string
  }
  readonly federatedTypeConfig: JsonObject
  readonly customResourceDefinition: JsonObject
}

/** The FederatedTypeConfig and the CustomResourceDefinition that enable a type; kubefedctl names no namespace. */
export const enableSuite: Suite = {
  name: 'enable',
  run: (line) => {
    const given = parseExactJson(line) as unknown as EnableCase
    const { type, federatedTypeConfig, customResourceDefinition } = given
    const { group, version, kind, plural, namespaced, scalable, federatedGroup, federatedVersion } = type
    const scope = namespaced ? 'Namespaced' : 'Cluster'
    const config = typeConfigFor(
      { group, version, kind, pluralName: plural, scope },
      {
        ...(federatedGroup !== undefined && { group: federatedGroup }),
        ...(federatedVersion !== undefined && { version: federatedVersion }),
      },
    )
    const actual = {
      federatedTypeConfig: withoutNamespace(typeConfigObject(config, 'kube-federation-system')),
      customResourceDefinition: federatedDefinition(config, {
        shortNames: type.shortNames ?? [],
        hasReplicas: scalable,
      }),
    }
    const expected = { federatedTypeConfig, customResourceDefinition }
    return equalJson(actual, expected) ? { kind: 'match' } : { kind: 'mismatch', expected, actual }
  },
}

function withoutNamespace(object: JsonObject): JsonObject {
  const metadata = isObject(object['metadata']) ? object['metadata'] : {}
  return { ...object, metadata: { name: metadata['name'] ?? null } }
}
