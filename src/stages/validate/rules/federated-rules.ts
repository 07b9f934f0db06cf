import type { Report } from '../../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { plainTextSecret } from './plain-text-secret.ts'
import { sopsEncrypted } from './sops-encrypted.ts'
import { workloadSelector } from './workload-selector.ts'

/** A rule about one federated object that decides nothing else. */
export type FederatedRule = (manifest: Manifest, kind: string, report: Report) => void

/** The rules about one federated object, in the order of their reports. */
export const federatedRules: readonly FederatedRule[] = [sopsEncrypted, plainTextSecret, workloadSelector]
