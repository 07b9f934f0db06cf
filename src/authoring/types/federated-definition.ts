import type { KnownType } from '../../model/api-resource.ts'
import type { FederatedTypeConfig } from '../../model/federated-type-config.ts'
import type { JsonObject } from '../../model/json.ts'

/**
 * The CustomResourceDefinition of a federated type, as kubefedctl writes it for a control plane
 * (KubeFed: pkg/kubefedctl/enable/enable.go, federatedTypeCRD; validation.go, federatedTypeValidationSchema).
 * fedrender does not need it.
 */
export function federatedDefinition(
  { federatedType: { group, version, kind, pluralName, scope } }: FederatedTypeConfig,
  { shortNames, hasReplicas }: Pick<KnownType, 'shortNames' | 'hasReplicas'>,
): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${pluralName}.${group}` },
    spec: {
      group,
      names: {
        plural: pluralName,
        ...(shortNames.length > 0 && { shortNames: shortNames.map((each) => `f${each}`) }),
        kind,
      },
      scope,
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: objectSchema(hasReplicas) },
          subresources: { status: {} },
        },
      ],
    },
  }
}

const string: JsonObject = { type: 'string' }
const time: JsonObject = { type: 'string', format: 'date-time' }
const anyObject: JsonObject = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }

function object(properties: JsonObject, required?: readonly string[]): JsonObject {
  return { type: 'object', ...(required && { required }), properties }
}

function list(items: JsonObject): JsonObject {
  return { type: 'array', items }
}

function objectSchema(hasReplicas: boolean): JsonObject {
  const spec = object({
    overrides,
    placement,
    // An autoscaler of a member cluster may own the replicas.
    ...(hasReplicas && { retainReplicas: { type: 'boolean' } }),
    template: anyObject,
  })
  const fields = { apiVersion: string, kind: string, metadata: { type: 'object' }, spec, status }
  return object(fields, ['spec'])
}

const overrides: JsonObject = list(
  object({
    clusterName: string,
    clusterOverrides: list(
      object(
        {
          op: { type: 'string', pattern: '^(add|remove|replace)?$' },
          path: string,
          value: { 'x-kubernetes-preserve-unknown-fields': true },
        },
        ['path'],
      ),
    ),
  }),
)

const placement: JsonObject = object({
  clusterSelector: object({
    matchExpressions: list(
      object({ key: string, operator: string, values: list(string) }, ['key', 'operator']),
    ),
    matchLabels: { type: 'object', additionalProperties: string },
  }),
  clusters: list(object({ name: string }, ['name'])),
})

const status: JsonObject = object({
  clusters: list(object({ name: string, remoteStatus: anyObject, status: string }, ['name'])),
  conditions: list(
    object({ lastTransitionTime: time, lastUpdateTime: time, reason: string, status: string, type: string }, [
      'type',
      'status',
    ]),
  ),
  observedGeneration: { type: 'integer', format: 'int64' },
})
