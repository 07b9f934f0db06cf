import { schemaFiles } from '../authoring/schemas/schema-files.ts'
import { readKubernetesSchemas, readSchemas } from '../host/schemas.ts'
import type { FederatedTypeConfig } from '../model/federated-type-config.ts'
import type { JsonObject } from '../model/json.ts'
import type { Manifest } from '../model/manifest.ts'
import type { CompileResult } from '../render.ts'
import { declaredDefinitions } from '../stages/check/declared-definitions.ts'

type Schemas = ReadonlyMap<string, JsonObject>

/** What schemas are made of. */
interface MadeOf {
  readonly types: readonly FederatedTypeConfig[]
  /** The manifests that may define types. */
  readonly definitions: readonly Manifest[]
}

/** Gives the JSON Schemas of what the sources of a repository may hold, made again where its types are others. */
export function createSchemas(): (result: CompileResult | undefined) => Schemas {
  let known: { readonly of: MadeOf; readonly schemas: Schemas } | undefined
  return (result) => {
    const of = madeOf(result)
    if (known === undefined || !isSame(known.of, of)) known = { of, schemas: makeSchemas(result, of.types) }
    return known.schemas
  }
}

function makeSchemas(result: CompileResult | undefined, types: MadeOf['types']): Schemas {
  const kubernetes = readKubernetesSchemas()
  const handWritten = readSchemas()
  const { manifests = [] } = result?.sources ?? {}
  return schemaFiles({
    types,
    definitions: declaredDefinitions(manifests, result?.planned.federation.federatedObjects ?? []),
    kubernetes,
    minor: kubernetes.minors[1],
    handWritten: (path) => handWritten.get(path) as JsonObject,
  })
}

function madeOf(result: CompileResult | undefined): MadeOf {
  const { manifests = [] } = result?.sources ?? {}
  const definitions = manifests.filter(({ value }) =>
    String(value['kind']).endsWith('CustomResourceDefinition'),
  )
  return { types: result?.planned.federation.types ?? [], definitions }
}

function isSame(left: MadeOf, right: MadeOf): boolean {
  return (
    left.types === right.types &&
    left.definitions.length === right.definitions.length &&
    left.definitions.every((each, index) => each === right.definitions[index])
  )
}
