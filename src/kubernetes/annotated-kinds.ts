/**
 * The kinds whose objects Kubernetes itself annotates in every cluster, by group and kind (Kubernetes:
 * pkg/controller/deployment/util, RevisionAnnotation; pkg/apis/apps/v1/conversion.go, DeprecatedTemplateGeneration;
 * pkg/controller/volume/persistentvolume, AnnBindCompleted and AnnBoundByController).
 */
export const annotatedKinds: ReadonlySet<string> = new Set([
  'Deployment.apps',
  'DaemonSet.apps',
  'PersistentVolumeClaim',
  'PersistentVolume',
])
