import type { DiagnosticContext } from '../../diagnostics/diagnostic.ts'
import type { Invariant } from '../../model/invariant.ts'
import type { Place } from '../../model/place.ts'
import type { RenderConfig } from '../../model/render-config.ts'
import { expressionPlace } from './expression-place.ts'
import { foldReasons, type Violation } from './fold-reasons.ts'
import type { Judgement } from './judge-invariant.ts'
import { violationPlace } from './violation-place.ts'

/** A violation, and the line of the sources that made it. */
export interface PlacedViolation extends Violation {
  readonly context: DiagnosticContext
}

/** The violations of a judgement; those of variants of one object that one line makes are one. */
export function placeViolations(
  { invariant, reasons }: Judgement,
  config: RenderConfig,
): readonly PlacedViolation[] {
  const placed = new Map<string, PlacedViolation>()
  for (const violation of foldReasons(reasons)) {
    const at = violationPlace(violation, config)
    const { part, object, fault } = violation
    const manifest = object?.plan.federatedObject.manifest
    const key = JSON.stringify([
      [part.start, part.end, fault],
      [manifest?.file.path, manifest?.start, manifest?.item],
      at ? describePlace(at) : [],
    ])
    const known = placed.get(key)
    const clusters = known
      ? [...new Set([...known.clusters, ...violation.clusters])].sort()
      : violation.clusters
    placed.set(
      key,
      known ? { ...known, clusters } : { ...violation, context: contextOf(invariant, violation, at) },
    )
  }
  return [...placed.values()]
}

function describePlace(place: Place): readonly (string | number)[] {
  if (!('manifest' in place)) return [place.file.path, place.start, place.end]
  const { manifest, pointer, part } = place
  return [manifest.file.path, manifest.start, manifest.item, pointer, part]
}

function contextOf(
  { at: invariantAt, expression }: Invariant,
  { part, object }: Violation,
  at: Place | undefined,
): DiagnosticContext {
  const own = expressionPlace(invariantAt, expression, part)
  if (at === undefined) return { at: own }
  const manifest = object?.plan.federatedObject.manifest
  return { at, related: [{ message: 'the invariant', at: own }], ...(manifest && { subject: manifest }) }
}
