import { apiVersionOf, groupKind } from '../../kubernetes/group-version-kind.ts'
import { readObjectSchema } from '../../kubernetes/schema/read-object-schema.ts'
import type { ResourceDefinition } from '../../kubernetes/schema/resource-definition.ts'
import { builtinSchema, definitionsIn } from '../../kubernetes/served-types.ts'
import type { ApiResource } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'
import type { KubernetesSchemas } from '../../model/structural-schema.ts'
import { pathSegment } from '../../output/path-segment.ts'
import { compareText } from '../../text/compare-text.ts'
import { federatedSchema } from './federated-schema.ts'
import { toJSONSchema, type JSONSchema } from './json-schema.ts'

/** What schemas for editors are made of. */
export interface SchemaSources {
  /** The federated types of the repository. */
  readonly types: readonly FederatedTypeConfig[]
  /** The CustomResourceDefinitions of the repository, by the group and kind that they define. */
  readonly definitions: ReadonlyMap<string, ResourceDefinition>
  readonly kubernetes: KubernetesSchemas
  /** The minor version of Kubernetes whose types templates follow. */
  readonly minor: number
  /** The hand-written schema at a path below `schemas/` of the package. */
  readonly handWritten: (path: string) => JsonObject
}

/** A kind that has a schema, and the schema. */
interface KindSchema {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly schema: JsonObject
}

/** The kinds that users write, besides those that a repository defines. */
const ownKinds: readonly (readonly [group: string, version: string, kinds: readonly string[]])[] = [
  ['core.kubefed.io', 'v1beta1', ['FederatedTypeConfig', 'KubeFedCluster', 'KubeFedConfig']],
  [
    'fedrender.dev',
    'v1alpha1',
    ['ClusterOverride', 'DNSLock', 'FleetInvariant', 'RenderConfig', 'WaveLedger'],
  ],
  ['multiclusterdns.kubefed.io', 'v1alpha1', ['Domain', 'IngressDNSRecord', 'ServiceDNSRecord']],
  ['scheduling.kubefed.io', 'v1alpha1', ['ReplicaSchedulingPreference']],
]

/**
 * JSON Schemas (draft-07) for the sources of a repository, by path: one of each kind, at `<group>/<version>/<Kind>.json`,
 * and `index.json`, which finds the one of a document by its apiVersion and kind.
 */
export function schemaFiles(sources: SchemaSources): ReadonlyMap<string, JsonObject> {
  const kinds = [...ownSchemas(sources), ...customSchemas(sources), ...federatedSchemas(sources)]
  // Of two for one kind the last counts: a type of the repository may have the name of one of KubeFed's.
  const files = new Map(kinds.map((each) => [pathOf(each), each]))
  const sorted = [...files].sort(([left], [right]) => compareText(left, right))
  return new Map([
    ...sorted.map(([path, { schema }]): [string, JsonObject] => [path, schema]),
    ['index.json', indexSchema(sorted)],
  ])
}

function ownSchemas({ handWritten }: SchemaSources): readonly KindSchema[] {
  return ownKinds.flatMap(([group, version, kinds]) =>
    kinds.map((kind) => ({ group, version, kind, schema: handWritten(`${group}/${version}/${kind}.json`) })),
  )
}

/** The kinds that CustomResourceDefinitions of the repository define, in every version. */
function customSchemas({ definitions, kubernetes, minor }: SchemaSources): readonly KindSchema[] {
  return [...definitions.values()].flatMap(({ group, kind, versions }) =>
    [...versions].map(([version, defined]) => {
      const findDefinition = definitionsIn(kubernetes, minor)
      const { schema, definitions: parts } = toJSONSchema(readObjectSchema(defined), findDefinition, true)
      const described = {
        $schema: draft,
        title: kind,
        description: `A ${kind} of ${apiVersionOf(group, version)}.`,
        ...schema,
      }
      return { group, version, kind, schema: { ...described, definitions: parts } }
    }),
  )
}

function federatedSchemas(sources: SchemaSources): readonly KindSchema[] {
  const everyFederated = sources.handWritten('types.kubefed.io/v1beta1/Federated.json')
  return sources.types.map(({ federatedType, targetType }) => ({
    group: federatedType.group,
    version: federatedType.version,
    kind: federatedType.kind,
    schema: federatedSchema(everyFederated, federatedType, templateSchema(targetType, sources)),
  }))
}

function templateSchema(
  { group, version, kind }: ApiResource,
  { definitions, kubernetes, minor }: SchemaSources,
): JSONSchema | undefined {
  const defined = definitions.get(groupKind(group, kind))?.versions.get(version)
  const schema = defined
    ? readObjectSchema(defined)
    : builtinSchema(kubernetes, apiVersionOf(group, version), kind, minor)
  return schema && toJSONSchema(schema, definitionsIn(kubernetes, minor), false)
}

const draft = 'http://json-schema.org/draft-07/schema#'

function indexSchema(files: readonly (readonly [path: string, kind: KindSchema])[]): JsonObject {
  return {
    $schema: draft,
    title: 'A source of fedrender',
    allOf: files.map(([path, { group, version, kind }]) => ({
      if: {
        type: 'object',
        required: ['apiVersion', 'kind'],
        properties: { apiVersion: { const: apiVersionOf(group, version) }, kind: { const: kind } },
      },
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema's own word; nobody awaits a schema.
      then: { $ref: encodeURI(path) },
    })),
  }
}

/** Names are the users', and so may hold what no path should. */
function pathOf({ group, version, kind }: KindSchema): string {
  return `${pathSegment(group)}/${pathSegment(version)}/${pathSegment(kind, '.json')}`
}
