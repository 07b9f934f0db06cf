import { createDiagnostic } from '../../../diagnostics/diagnostic.ts'
import type { Manifest } from '../../../model/manifest.ts'
import { valueAt } from '../../../model/place.ts'
import type { ValidateContext } from '../validate-context.ts'

/** Something that KubeFed's API server would refuse; `pointer` is from the manifest's root. */
export interface RefusedSetting {
  readonly pointer: string
  readonly problem: string
}

/** Reports `refused-setting` for what nothing here reads, and so changes no output. */
export function reportRefusedSettings(
  manifest: Manifest,
  kind: string,
  refused: readonly RefusedSetting[],
  { report }: ValidateContext,
): void {
  for (const { pointer, problem } of refused) {
    const at = valueAt(manifest, pointer)
    report(createDiagnostic('refused-setting', { kind, pointer, problem }, { at, subject: manifest }))
  }
}
