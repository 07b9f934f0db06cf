import type { JsonObject } from './json.ts'

/** One file that tells an agent what to deliver. */
export interface DeliveryFile {
  /** Relative to the output directory, as `argocd/applicationsets/fedrender.yaml`. */
  readonly path: string
  /** A line for whoever reads the file, without the `#`. */
  readonly comment?: string
  readonly object: JsonObject
}
