import type { Deletion } from '../deletion-rules.ts'

/** The kinds whose deletion is a risk of its own; each kind is in one row, and `object-deleted` is for all others. */
export const deletions: readonly Deletion[] = [
  {
    name: 'namespace-deleted',
    level: 'critical',
    about: 'A Namespace is deleted, and Kubernetes deletes everything in it.',
    citation: 'https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace',
    kinds: ['Namespace'],
    consequence: ', and everything in it with it',
  },
  {
    name: 'custom-resource-definition-deleted',
    level: 'critical',
    about: 'A CustomResourceDefinition is deleted, and Kubernetes deletes every object of its kind.',
    citation:
      'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#delete-a-customresourcedefinition',
    kinds: ['CustomResourceDefinition.apiextensions.k8s.io'],
    consequence: ', and every object of its kind with it',
  },
  {
    name: 'persistent-volume-claim-deleted',
    level: 'critical',
    about: 'A PersistentVolumeClaim is deleted, and the data too unless its volume is retained.',
    citation: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
    kinds: ['PersistentVolumeClaim'],
    consequence: ', and its data too unless the volume is retained',
  },
  {
    name: 'persistent-volume-deleted',
    level: 'critical',
    about: 'A PersistentVolume is deleted, and the claim bound to it loses its data.',
    citation: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming',
    kinds: ['PersistentVolume'],
    consequence: ', and a claim bound to it is lost',
  },
  {
    name: 'stateful-set-deleted',
    level: 'critical',
    about:
      'A StatefulSet is deleted: its Pods end in no order, and its claims stay or go by its retention policy.',
    citation: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#limitations',
    kinds: ['StatefulSet.apps'],
    consequence: ', and its Pods end in no order',
  },
  {
    name: 'workload-deleted',
    level: 'high',
    about:
      'A Deployment, DaemonSet, ReplicaSet, ReplicationController, Job, CronJob or Pod is deleted, and its Pods with it.',
    citation: 'https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion',
    kinds: [
      'Deployment.apps',
      'DaemonSet.apps',
      'ReplicaSet.apps',
      'ReplicationController',
      'Job.batch',
      'CronJob.batch',
      'Pod',
    ],
    consequence: ', and what it runs stops',
  },
  {
    name: 'traffic-deleted',
    level: 'high',
    about:
      'A Service, Ingress, Gateway or route of the Gateway API is deleted, and nothing answers there any more.',
    kinds: [
      'Service',
      'Ingress.networking.k8s.io',
      'Gateway.gateway.networking.k8s.io',
      'HTTPRoute.gateway.networking.k8s.io',
      'GRPCRoute.gateway.networking.k8s.io',
      'TLSRoute.gateway.networking.k8s.io',
      'TCPRoute.gateway.networking.k8s.io',
      'UDPRoute.gateway.networking.k8s.io',
    ],
    consequence: ', and nothing answers there any more',
  },
  {
    name: 'policy-deleted',
    level: 'high',
    about:
      'A ValidatingAdmissionPolicy, a binding of one or a ValidatingWebhookConfiguration is deleted, and refuses nothing any more.',
    citation: 'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/',
    kinds: [
      'ValidatingAdmissionPolicy.admissionregistration.k8s.io',
      'ValidatingAdmissionPolicyBinding.admissionregistration.k8s.io',
      'ValidatingWebhookConfiguration.admissionregistration.k8s.io',
    ],
    consequence: ', and what it refused is taken',
  },
  {
    name: 'dns-endpoint-deleted',
    level: 'high',
    about: 'A DNSEndpoint is deleted, and ExternalDNS removes its names.',
    kinds: ['DNSEndpoint.externaldns.k8s.io', 'DNSEndpoint.multiclusterdns.kubefed.io'],
    consequence: ', and its DNS names vanish',
  },
]
