import type { Scope, KnownType } from '../model/api-resource.ts'

/** The types whose objects have a scale. */
const scaled: ReadonlySet<string> = new Set([
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'StatefulSet',
])

/**
 * Kubernetes' own types that can be listed, each in the version that its group prefers, by group and kind: what an API
 * server of Kubernetes 1.34 lists by discovery (`/api` and `/apis`) with its default settings.
 */
export const builtinResources: readonly KnownType[] = [
  ...resources('', 'v1', [
    ['ComponentStatus', 'componentstatuses', 'Cluster', 'cs'],
    ['ConfigMap', 'configmaps', 'Namespaced', 'cm'],
    ['Endpoints', 'endpoints', 'Namespaced', 'ep'],
    ['Event', 'events', 'Namespaced', 'ev'],
    ['LimitRange', 'limitranges', 'Namespaced', 'limits'],
    ['Namespace', 'namespaces', 'Cluster', 'ns'],
    ['Node', 'nodes', 'Cluster', 'no'],
    ['PersistentVolume', 'persistentvolumes', 'Cluster', 'pv'],
    ['PersistentVolumeClaim', 'persistentvolumeclaims', 'Namespaced', 'pvc'],
    ['Pod', 'pods', 'Namespaced', 'po'],
    ['PodTemplate', 'podtemplates', 'Namespaced'],
    ['ReplicationController', 'replicationcontrollers', 'Namespaced', 'rc'],
    ['ResourceQuota', 'resourcequotas', 'Namespaced', 'quota'],
    ['Secret', 'secrets', 'Namespaced'],
    ['Service', 'services', 'Namespaced', 'svc'],
    ['ServiceAccount', 'serviceaccounts', 'Namespaced', 'sa'],
  ]),
  ...resources('admissionregistration.k8s.io', 'v1', [
    ['MutatingWebhookConfiguration', 'mutatingwebhookconfigurations', 'Cluster'],
    ['ValidatingAdmissionPolicy', 'validatingadmissionpolicies', 'Cluster'],
    ['ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings', 'Cluster'],
    ['ValidatingWebhookConfiguration', 'validatingwebhookconfigurations', 'Cluster'],
  ]),
  ...resources('apiextensions.k8s.io', 'v1', [
    ['CustomResourceDefinition', 'customresourcedefinitions', 'Cluster', 'crd crds'],
  ]),
  ...resources('apiregistration.k8s.io', 'v1', [['APIService', 'apiservices', 'Cluster']]),
  ...resources('apps', 'v1', [
    ['ControllerRevision', 'controllerrevisions', 'Namespaced'],
    ['DaemonSet', 'daemonsets', 'Namespaced', 'ds'],
    ['Deployment', 'deployments', 'Namespaced', 'deploy'],
    ['ReplicaSet', 'replicasets', 'Namespaced', 'rs'],
    ['StatefulSet', 'statefulsets', 'Namespaced', 'sts'],
  ]),
  ...resources('autoscaling', 'v2', [
    ['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'Namespaced', 'hpa'],
  ]),
  ...resources('batch', 'v1', [
    ['CronJob', 'cronjobs', 'Namespaced', 'cj'],
    ['Job', 'jobs', 'Namespaced'],
  ]),
  ...resources('certificates.k8s.io', 'v1', [
    ['CertificateSigningRequest', 'certificatesigningrequests', 'Cluster', 'csr'],
  ]),
  ...resources('coordination.k8s.io', 'v1', [['Lease', 'leases', 'Namespaced']]),
  ...resources('discovery.k8s.io', 'v1', [['EndpointSlice', 'endpointslices', 'Namespaced']]),
  ...resources('events.k8s.io', 'v1', [['Event', 'events', 'Namespaced', 'ev']]),
  ...resources('flowcontrol.apiserver.k8s.io', 'v1', [
    ['FlowSchema', 'flowschemas', 'Cluster'],
    ['PriorityLevelConfiguration', 'prioritylevelconfigurations', 'Cluster'],
  ]),
  ...resources('networking.k8s.io', 'v1', [
    ['IPAddress', 'ipaddresses', 'Cluster', 'ip'],
    ['Ingress', 'ingresses', 'Namespaced', 'ing'],
    ['IngressClass', 'ingressclasses', 'Cluster'],
    ['NetworkPolicy', 'networkpolicies', 'Namespaced', 'netpol'],
    ['ServiceCIDR', 'servicecidrs', 'Cluster'],
  ]),
  ...resources('node.k8s.io', 'v1', [['RuntimeClass', 'runtimeclasses', 'Cluster']]),
  ...resources('policy', 'v1', [['PodDisruptionBudget', 'poddisruptionbudgets', 'Namespaced', 'pdb']]),
  ...resources('rbac.authorization.k8s.io', 'v1', [
    ['ClusterRole', 'clusterroles', 'Cluster'],
    ['ClusterRoleBinding', 'clusterrolebindings', 'Cluster'],
    ['Role', 'roles', 'Namespaced'],
    ['RoleBinding', 'rolebindings', 'Namespaced'],
  ]),
  ...resources('resource.k8s.io', 'v1', [
    ['DeviceClass', 'deviceclasses', 'Cluster'],
    ['ResourceClaim', 'resourceclaims', 'Namespaced'],
    ['ResourceClaimTemplate', 'resourceclaimtemplates', 'Namespaced'],
    ['ResourceSlice', 'resourceslices', 'Cluster'],
  ]),
  ...resources('scheduling.k8s.io', 'v1', [['PriorityClass', 'priorityclasses', 'Cluster', 'pc']]),
  ...resources('storage.k8s.io', 'v1', [
    ['CSIDriver', 'csidrivers', 'Cluster'],
    ['CSINode', 'csinodes', 'Cluster'],
    ['CSIStorageCapacity', 'csistoragecapacities', 'Namespaced'],
    ['StorageClass', 'storageclasses', 'Cluster', 'sc'],
    ['VolumeAttachment', 'volumeattachments', 'Cluster'],
    ['VolumeAttributesClass', 'volumeattributesclasses', 'Cluster', 'vac'],
  ]),
]

type Row = readonly [kind: string, plural: string, scope: Scope, shortNames?: string]

function resources(group: string, version: string, rows: readonly Row[]): readonly KnownType[] {
  return rows.map(([kind, pluralName, scope, shortNames]) => ({
    group,
    version,
    kind,
    pluralName,
    scope,
    shortNames: shortNames?.split(' ') ?? [],
    hasReplicas: scaled.has(kind),
  }))
}
