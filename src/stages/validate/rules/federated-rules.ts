import type { FederatedRule } from './federated-rule.ts'
import { plainTextSecret } from './plain-text-secret.ts'
import { retainReplicas } from './retain-replicas.ts'
import { sopsEncrypted } from './sops-encrypted.ts'
import { workloadSelector } from './workload-selector.ts'

/** The rules about one federated object, in the order of their reports. */
export const federatedRules: readonly FederatedRule[] = [
  sopsEncrypted,
  plainTextSecret,
  retainReplicas,
  workloadSelector,
]
