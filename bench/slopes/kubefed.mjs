/** Texts of KubeFed objects that the shapes are made of. */

/** The items that a function makes of the indexes below a count. */
export const list = (count, item) => Array.from({ length: count }, (_, at) => item(at))

/** The lines that a function makes, as one text. */
const lines = (count, line) => list(count, line).join('')

/** The documents that a function makes, as one text. */
export const documents = (count, document) => list(count, document).join('---\n')

export const clusters = (count) =>
  documents(
    count,
    (at) =>
      `apiVersion: core.kubefed.io/v1beta1\nkind: KubeFedCluster\nmetadata: {name: c${at}, namespace: kube-federation-system, labels: {l${at % 50}: v${at % 7}}}\nspec: {apiEndpoint: "https://x", secretRef: {name: c1}}\n`,
  )

export const everywhere = '  placement: {clusterSelector: {}}\n'

export const federated = (kind, name, spec, namespace = 'ns') =>
  `apiVersion: types.kubefed.io/v1beta1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec:\n${spec}`

export const namespace = (name) => federated('FederatedNamespace', name, everywhere, name)

/** A FederatedConfigMap of every cluster with a template, and whatever comes after it. */
export const configMap = (template, name = 'a') =>
  federated('FederatedConfigMap', name, everywhere + template)

/** One with a key, so that nothing is wrong with it. */
export const plain = (name) => configMap('  template: {data: {a: b}}\n', name)

/** One whose data has lines. */
export const data = (count, line) => configMap(`  template:\n    data:\n${lines(count, line)}`)

/** One with a field that no ConfigMap has, a list with lines. */
export const items = (count, line) =>
  configMap(`  template:\n    data: {a: b}\n    l:\n${lines(count, line)}`)

/** One that changes in the first cluster. */
export const overridden = (count, override, template = '{data: {a: b}, l: [1]}') =>
  configMap(
    `  template: ${template}\n  overrides:\n  - clusterName: c0\n    clusterOverrides:\n${lines(count, (at) => `    - ${override(at)}\n`)}`,
  )

/** One that changes in clusters of its own choice. */
export const overriddenIn = (count, clusterOf, override) =>
  configMap(
    `  template: {data: {a: b}}\n  overrides:\n${lines(count, (at) => `  - clusterName: ${clusterOf(at)}\n    clusterOverrides: [${override(at)}]\n`)}`,
  )

/** What runs of `configMap`, with lines of data and of a manager's fields. */
export const live = (count, line, field = () => '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  namespace: ns\n  labels: {kubefed.io/managed: "true"}\n  managedFields:\n  - manager: kubectl\n    operation: Update\n    fieldsV1:\n      f:data:\n        f:a: {}\n${lines(count, field)}data:\n  a: b\n${lines(count, line)}`

export const placed = (count, clusterOf) =>
  federated(
    'FederatedConfigMap',
    'a',
    `  placement: {clusters: [${list(count, (at) => `{name: ${clusterOf(at)}}`).join(', ')}]}\n  template: {data: {a: b}}\n`,
  )

export const preference = (name, replicas = 9) =>
  `apiVersion: scheduling.kubefed.io/v1alpha1\nkind: ReplicaSchedulingPreference\nmetadata: {name: ${name}, namespace: ns}\nspec: {targetKind: FederatedDeployment, totalReplicas: ${replicas}}\n`

export const typeConfig = (at) =>
  `apiVersion: core.kubefed.io/v1beta1\nkind: FederatedTypeConfig\nmetadata: {name: t${at}s.example.com, namespace: kube-federation-system}\nspec:\n  propagation: Enabled\n  federatedType: {group: types.kubefed.io, version: v1beta1, kind: FederatedT${at}, pluralName: federatedt${at}s, scope: Namespaced}\n  targetType: {group: example.com, version: v1, kind: T${at}, pluralName: t${at}s, scope: Namespaced}\n`
