import type { Scope } from './api-resource.ts'

/**
 * The settings of the KubeFedConfig that can change the output (KubeFed: pkg/apis/core/v1beta1/kubefedconfig_types.go).
 */
export interface ControlPlane {
  readonly systemNamespace: string
  readonly scope: Scope
  /** Feature gate PushReconciler: whether anything is propagated at all. */
  readonly pushReconciler: boolean
  /** Feature gate SchedulerPreferences: whether ReplicaSchedulingPreferences count. */
  readonly schedulerPreferences: boolean
  /** Feature gate CrossClusterServiceDiscovery of KubeFed v0.3.1: whether ServiceDNSRecords count. */
  readonly crossClusterServiceDiscovery: boolean
  /** Feature gate FederatedIngress of KubeFed v0.3.1: whether IngressDNSRecords count. */
  readonly federatedIngress: boolean
  /** `syncController.adoptResources`: whether an object that runs already may become one that KubeFed manages. */
  readonly adoptResources: boolean
}
