/** The text of a KubeFedCluster; `labels` in flow style, as `{region: eu}`, and `status` likewise. */
export function clusterYaml(name: string, labels = '{}', status?: string): string {
  return `apiVersion: core.kubefed.io/v1beta1
kind: KubeFedCluster
metadata: {name: ${name}, namespace: kube-federation-system, labels: ${labels}}
spec: {apiEndpoint: "https://${name}.example.com:6443", secretRef: {name: ${name}}}
${status === undefined ? '' : `status: ${status}\n`}---
`
}

/** The text of an inventory of clusters without labels. */
export function inventoryYaml(...names: readonly string[]): string {
  return names.map((name) => clusterYaml(name)).join('')
}

/** The text of a FederatedTypeConfig that is enabled. */
export function typeConfigYaml(
  group: string,
  kind: string,
  plural: string,
  scope: 'Namespaced' | 'Cluster',
): string {
  return `apiVersion: core.kubefed.io/v1beta1
kind: FederatedTypeConfig
metadata: {name: ${plural}.${group}, namespace: kube-federation-system}
spec:
  targetType: {group: ${group}, version: v1, kind: ${kind}, pluralName: ${plural}, scope: ${scope}}
  federatedType: {group: types.kubefed.io, version: v1beta1, kind: Federated${kind}, pluralName: federated${plural}, scope: ${scope}}
  propagation: Enabled
---
`
}

/** The FederatedTypeConfigs of `widgets.example.com` and of the definitions of types. */
export const widgetTypesYaml: string =
  typeConfigYaml('example.com', 'Widget', 'widgets', 'Namespaced') +
  typeConfigYaml('apiextensions.k8s.io', 'CustomResourceDefinition', 'customresourcedefinitions', 'Cluster')

/** The text of the CustomResourceDefinition of `widgets.example.com`, which takes any field. */
export function widgetDefinitionYaml(scope: 'Namespaced' | 'Cluster'): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: ${scope}
  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
---
`
}

/** The text of a federated object of a built-in type; `spec` is in flow style, without the placement. */
export function federatedYaml(
  kind: string,
  qualifiedName: string,
  spec: string,
  placement = '{clusterSelector: {}}',
): string {
  const [namespace, name] = qualifiedName.split('/')
  return `apiVersion: types.kubefed.io/v1beta1
kind: Federated${kind}
metadata: {name: ${name ?? namespace}, namespace: ${namespace}}
spec: {placement: ${placement}${spec === '' ? '' : `, ${spec}`}}
---
`
}

/** The text of a FederatedNamespace that is placed in every cluster, if no placement says otherwise. */
export function namespaceYaml(name: string, placement?: string): string {
  return federatedYaml('Namespace', `${name}/${name}`, '', placement)
}

/** The text of a FederatedConfigMap with one value. */
export function configMapYaml(qualifiedName: string, value = 'x', placement?: string): string {
  return federatedYaml('ConfigMap', qualifiedName, `template: {data: {key: "${value}"}}`, placement)
}
