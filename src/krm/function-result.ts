import type { Severity } from '../model/severity.ts'
import type { ResourceIdentity } from '../diagnostics/located-diagnostic.ts'
import type { ItemFile } from './annotations.ts' /** A diagnostic as KRM functions report it (functions-spec.md: Result). */
export interface FunctionResult {
  readonly message: string
  readonly severity: Severity
  readonly resourceRef?: ResourceIdentity
  readonly field?: { readonly path: string }
  readonly file?: ItemFile
  readonly tags: { readonly code: string }
}
