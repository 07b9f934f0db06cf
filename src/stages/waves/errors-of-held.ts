import { createDiagnostic, type Diagnostic } from '../../diagnostics/diagnostic.ts'
import { applySeverities } from '../../diagnostics/severities.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { shortCommit, type HeldCommit } from '../../model/wave.ts'

/**
 * What of the diagnostics of a wave's commit lets nothing be rendered, then `wave-in-error`, which is of the whole run: no
 * object of the commit is held alone. What only the configuration makes an error was none when the commit was rendered.
 */
export function errorsOfHeld(
  found: readonly Diagnostic[],
  { commit, waves }: HeldCommit,
  { severities }: Pick<RenderConfig, 'severities'>,
): readonly Diagnostic[] {
  const grave = found.filter(({ severity }) => severity === 'error')
  const errors = applySeverities(grave, severities, false).filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return []
  return [...errors, createDiagnostic('wave-in-error', { waves, commit: shortCommit(commit) })]
}
