/** A field that only the API server, or a controller that comes with Kubernetes, sets. */
export interface ServerField {
  /** As `Namespace`; absent for all. */
  readonly groupKind?: string
  /** The pointer, with `*` for the items of lists. */
  readonly pattern: string
}

/**
 * What Kubernetes sets by itself (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/,
 * https://kubernetes.io/docs/reference/labels-annotations-taints/). A pattern that ends with `~1`, the
 * slash in a key, matches every key that begins so.
 */
export const serverFields: readonly ServerField[] = [
  { pattern: '/status' },
  ...[
    'uid',
    'resourceVersion',
    'generation',
    'creationTimestamp',
    'deletionTimestamp',
    'deletionGracePeriodSeconds',
    'managedFields',
    'selfLink',
    'generateName',
    'ownerReferences',
  ].map((field) => ({ pattern: `/metadata/${field}` })),
  ...[
    'deployment.kubernetes.io~1',
    'deprecated.daemonset.template.generation',
    'kubectl.kubernetes.io~1last-applied-configuration',
    'control-plane.alpha.kubernetes.io~1',
    'pv.kubernetes.io~1',
    'volume.kubernetes.io~1',
    'volume.beta.kubernetes.io~1',
  ].map((annotation) => ({ pattern: `/metadata/annotations/${annotation}` })),
  { groupKind: 'Namespace', pattern: '/metadata/labels/kubernetes.io~1metadata.name' },
  { groupKind: 'Namespace', pattern: '/spec/finalizers' },
  { groupKind: 'Service', pattern: '/spec/ipFamilies' },
  { groupKind: 'PersistentVolumeClaim', pattern: '/spec/volumeName' },
  { groupKind: 'PersistentVolumeClaim', pattern: '/spec/storageClassName' },
  { groupKind: 'PersistentVolume', pattern: '/spec/claimRef' },
  { groupKind: 'Pod', pattern: '/spec/nodeName' },
  { groupKind: 'ReplicationController', pattern: '/spec/selector' },
  ...['username', 'uid', 'groups', 'extra'].map((field) => ({
    groupKind: 'CertificateSigningRequest.certificates.k8s.io',
    pattern: `/spec/${field}`,
  })),
  { groupKind: 'Job.batch', pattern: '/spec/selector' },
  ...['batch.kubernetes.io~1', 'controller-uid', 'job-name'].flatMap((label) =>
    ['/metadata/labels', '/spec/template/metadata/labels'].map((holder) => ({
      groupKind: 'Job.batch',
      pattern: `${holder}/${label}`,
    })),
  ),
]
