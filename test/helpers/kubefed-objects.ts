import type { Json, JsonObject } from '../../src/model/json.ts'

/** A KubeFedCluster; `rest` is merged into it. */
export function kubeFedCluster(
  name: string,
  labels: Readonly<Record<string, string>> = {},
  rest: JsonObject = {},
): JsonObject {
  return {
    apiVersion: 'core.kubefed.io/v1beta1',
    kind: 'KubeFedCluster',
    metadata: { name, labels },
    spec: { apiEndpoint: `https://${name}.example.com`, secretRef: { name } },
    ...rest,
  }
}

/** A KubeFedCluster with one condition. */
export function clusterWith(name: string, condition: JsonObject): JsonObject {
  return kubeFedCluster(
    name,
    {},
    { status: { conditions: [{ lastProbeTime: '2024-01-01T00:00:00Z', ...condition }] } },
  )
}

/** A KubeFedConfig named `kubefed`. */
export function kubeFedConfig(spec: JsonObject): JsonObject {
  return { apiVersion: 'core.kubefed.io/v1beta1', kind: 'KubeFedConfig', metadata: { name: 'kubefed' }, spec }
}

/** A FederatedTypeConfig of a namespaced type whose federated type is `Federated<kind>` of types.kubefed.io. */
export function typeConfig(name: string, kind: string, propagation: string = 'Enabled'): JsonObject {
  const [, ...group] = name.split('.')
  return {
    apiVersion: 'core.kubefed.io/v1beta1',
    kind: 'FederatedTypeConfig',
    metadata: { name },
    spec: {
      targetType: {
        ...(group.length > 0 && { group: group.join('.') }),
        version: 'v1',
        kind,
        scope: kind === 'Namespace' ? 'Cluster' : 'Namespaced',
      },
      federatedType: {
        group: 'types.kubefed.io',
        version: 'v1beta1',
        kind: `Federated${kind}`,
        scope: 'Namespaced',
      },
      propagation,
    },
  }
}

/** A federated object in the namespace `shop`, placed everywhere; `spec` is merged into its spec. */
export function federated(
  kind: string,
  name: string,
  spec: JsonObject = {},
  metadata: JsonObject = {},
): JsonObject {
  return {
    apiVersion: 'types.kubefed.io/v1beta1',
    kind: `Federated${kind}`,
    metadata: { name, namespace: 'shop', ...metadata },
    spec: { template: {}, placement: { clusterSelector: {} }, ...spec },
  }
}

/** The FederatedNamespace of a namespace, placed everywhere. */
export function federatedNamespace(name: string, spec: JsonObject = {}): JsonObject {
  return federated('Namespace', name, spec, { namespace: name })
}

/** A placement in the named clusters. */
export function placedIn(...clusters: readonly string[]): JsonObject {
  return { placement: { clusters: clusters.map((name) => ({ name })) } }
}

/** Overrides by cluster. */
export function overriddenBy(overrides: Readonly<Record<string, readonly JsonObject[]>>): JsonObject {
  return {
    overrides: Object.entries(overrides).map(([clusterName, clusterOverrides]) => ({
      clusterName,
      clusterOverrides,
    })),
  }
}

/** The text of one file that holds objects, each a document. */
export function documents(...objects: readonly Json[]): string {
  return objects.map((each) => `${JSON.stringify(each, undefined, 2)}\n`).join('---\n')
}

/** A ClusterOverride in the namespace `shop`. */
export function clusterOverride(
  name: string,
  target: JsonObject,
  rules: readonly JsonObject[],
  metadata: JsonObject = {},
): JsonObject {
  return {
    apiVersion: 'fedrender.dev/v1alpha1',
    kind: 'ClusterOverride',
    metadata: { name, namespace: 'shop', ...metadata },
    spec: { target, rules },
  }
}
