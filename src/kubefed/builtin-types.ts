import { pluralName } from '../kubernetes/group-version-kind.ts'
import type { Scope } from '../model/api-resource.ts'
import type { FederatedTypeConfig } from '../model/federated-type-config.ts'
import { typeConfigFor } from './type-config-for.ts'

/** The FederatedTypeConfigs that KubeFed's chart ships (KubeFed: charts/kubefed, config/enabletypedirectives). */
export const builtinTypes: readonly FederatedTypeConfig[] = [
  builtinType('rbac.authorization.k8s.io', 'v1', 'ClusterRole', 'Cluster'),
  builtinType('', 'v1', 'ConfigMap', 'Namespaced'),
  builtinType('apps', 'v1', 'Deployment', 'Namespaced'),
  builtinType('networking.k8s.io', 'v1', 'Ingress', 'Namespaced'),
  builtinType('batch', 'v1', 'Job', 'Namespaced'),
  builtinType('', 'v1', 'Namespace', 'Cluster'),
  builtinType('apps', 'v1', 'ReplicaSet', 'Namespaced'),
  builtinType('', 'v1', 'Secret', 'Namespaced'),
  builtinType('', 'v1', 'ServiceAccount', 'Namespaced'),
  builtinType('', 'v1', 'Service', 'Namespaced'),
]

function builtinType(group: string, version: string, kind: string, scope: Scope): FederatedTypeConfig {
  return typeConfigFor({ group, version, kind, pluralName: pluralName(kind), scope })
}
