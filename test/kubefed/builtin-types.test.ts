import { expect, it } from 'vitest'
import { builtinTypes } from '../../src/kubefed/builtin-types.ts'

it("holds the ten types of KubeFed's chart", () => {
  const described = builtinTypes.map(({ name, targetType, federatedType }) =>
    [
      name,
      targetType.version,
      targetType.kind,
      targetType.scope,
      federatedType.kind,
      federatedType.scope,
    ].join(' '),
  )
  expect(described).toStrictEqual([
    'clusterroles.rbac.authorization.k8s.io v1 ClusterRole Cluster FederatedClusterRole Cluster',
    'configmaps v1 ConfigMap Namespaced FederatedConfigMap Namespaced',
    'deployments.apps v1 Deployment Namespaced FederatedDeployment Namespaced',
    'ingresses.networking.k8s.io v1 Ingress Namespaced FederatedIngress Namespaced',
    'jobs.batch v1 Job Namespaced FederatedJob Namespaced',
    'namespaces v1 Namespace Cluster FederatedNamespace Namespaced',
    'replicasets.apps v1 ReplicaSet Namespaced FederatedReplicaSet Namespaced',
    'secrets v1 Secret Namespaced FederatedSecret Namespaced',
    'serviceaccounts v1 ServiceAccount Namespaced FederatedServiceAccount Namespaced',
    'services v1 Service Namespaced FederatedService Namespaced',
  ])
  expect(
    new Set(builtinTypes.map((each) => `${each.federatedType.group} ${each.propagation}`)),
  ).toStrictEqual(new Set(['types.kubefed.io Enabled']))
})
