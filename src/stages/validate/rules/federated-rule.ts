import type { Report } from '../../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../../model/manifest.ts'

/** A rule about one federated object that decides nothing else. */
export type FederatedRule = (manifest: Manifest, kind: string, report: Report) => void
