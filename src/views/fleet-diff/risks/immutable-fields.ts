import type { FieldDefault } from '../../../kubernetes/defaults/with-defaults.ts'

/** A field of some kinds that has to stay as it was created. */
export interface ImmutableField {
  /** As `Deployment.apps`. */
  readonly kinds: readonly string[]
  readonly pointer: string
  /** Of the whole object: what the API server takes where a field is absent. */
  readonly defaults?: readonly FieldDefault[]
  /** Whether the order of the list means nothing. */
  readonly isSet?: true
  /** The page that documents it, or the function of k8s.io/kubernetes that decides it. */
  readonly citation: string
}

/** The fields that are immutable whatever the other fields are. */
export const immutableFields: readonly ImmutableField[] = [
  {
    kinds: ['Deployment.apps', 'ReplicaSet.apps', 'DaemonSet.apps'],
    pointer: '/spec/selector',
    defaults: [['/spec/selector/matchLabels', {}]],
    citation: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates',
  },
  {
    kinds: ['RoleBinding.rbac.authorization.k8s.io', 'ClusterRoleBinding.rbac.authorization.k8s.io'],
    pointer: '/roleRef',
    defaults: [['/roleRef/apiGroup', 'rbac.authorization.k8s.io']],
    citation: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#clusterrolebinding-example',
  },
  {
    kinds: ['Secret'],
    pointer: '/type',
    defaults: [['/type', 'Opaque']],
    citation: 'https://kubernetes.io/docs/concepts/configuration/secret/#secret-types',
  },
  ...['/provisioner', '/parameters', '/reclaimPolicy', '/volumeBindingMode'].map((pointer) => ({
    kinds: ['StorageClass.storage.k8s.io'],
    pointer,
    defaults: [
      ['/reclaimPolicy', 'Delete'],
      ['/volumeBindingMode', 'Immediate'],
    ] as const,
    citation: 'https://kubernetes.io/docs/concepts/storage/storage-classes/#storageclass-objects',
  })),
  ...['/driverName', '/parameters'].map((pointer) => ({
    kinds: ['VolumeAttributesClass.storage.k8s.io'],
    pointer,
    citation: 'https://kubernetes.io/docs/concepts/storage/volume-attributes-classes/',
  })),
  ...['/spec/attachRequired', '/spec/volumeLifecycleModes'].map((pointer) => ({
    kinds: ['CSIDriver.storage.k8s.io'],
    pointer,
    defaults: [
      ['/spec/attachRequired', true],
      ['/spec/volumeLifecycleModes', ['Persistent']],
    ] as const,
    citation:
      'https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/csi-driver-v1/#CSIDriverSpec',
  })),
  {
    kinds: ['IngressClass.networking.k8s.io'],
    pointer: '/spec/controller',
    citation:
      'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-class-v1/#IngressClassSpec',
  },
  ...['/value', '/preemptionPolicy'].map((pointer) => ({
    kinds: ['PriorityClass.scheduling.k8s.io'],
    pointer,
    defaults: [
      ['/value', 0],
      ['/preemptionPolicy', 'PreemptLowerPriority'],
    ] as const,
    citation: 'k8s.io/kubernetes pkg/apis/scheduling/validation, ValidatePriorityClassUpdate',
  })),
  {
    kinds: ['RuntimeClass.node.k8s.io'],
    pointer: '/handler',
    citation: 'https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/runtime-class-v1/',
  },
  {
    kinds: ['ResourceQuota'],
    pointer: '/spec/scopes',
    isSet: true,
    citation: 'k8s.io/kubernetes pkg/apis/core/validation, ValidateResourceQuotaUpdate',
  },
  {
    kinds: ['EndpointSlice.discovery.k8s.io'],
    pointer: '/addressType',
    citation: 'https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/',
  },
  ...['/spec/scope', '/spec/names/kind'].map((pointer) => ({
    kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
    pointer,
    citation:
      'k8s.io/apiextensions-apiserver pkg/apis/apiextensions/validation, ValidateCustomResourceDefinitionUpdate',
  })),
]
