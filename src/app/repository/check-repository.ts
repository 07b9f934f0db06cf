import type { Diagnostic } from '../../diagnostics/diagnostic.ts'
import { locate } from '../../diagnostics/locate.ts'
import { applySeverities } from '../../diagnostics/severities.ts'
import { readKubernetesSchemas } from '../../host/schemas.ts'
import { pointersTo } from '../../json/pointer.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Place } from '../../model/place.ts'
import { check } from '../../stages/check/check.ts'
import { groupBy } from '../../text/group-by.ts'
import type { CompiledRepository } from './compile-repository.ts'

/** How a repository is checked. */
export interface CheckRepositoryOptions {
  /** The minor version of Kubernetes that every cluster is taken to have. Default: each cluster its own. */
  readonly minor?: number | undefined
  /** Take every warning for an error. Default: false. */
  readonly strict?: boolean | undefined
}

/**
 * The diagnostics of a compiled repository together with those of the API servers that are to take its objects. What
 * is an error already is not reported a second time, and a `resource-definition-elsewhere` gives way to the error.
 */
export function checkRepository(
  { repository: { config }, result, diagnostics }: CompiledRepository,
  { minor, strict = false }: CheckRepositoryOptions,
): readonly Diagnostic[] {
  if (result === undefined) return diagnostics
  const { plan, sources } = result
  const found = check(plan, {
    config,
    schemas: readKubernetesSchemas(),
    manifests: sources.manifests,
    ...(minor !== undefined && { minor }),
  })
  const missing = found.filter((each) => each.code === 'resource-definition-missing')
  const stronger = new Set(missing.map((each) => each.subject))
  const kept = diagnostics.filter(
    ({ code, subject }) => code !== 'resource-definition-elsewhere' || !stronger.has(subject),
  )
  const isTold = errorPlaces(diagnostics)
  const added = found.filter(({ at }) => at === undefined || !isTold(at))
  return [...kept, ...applySeverities(added, config.severities, strict)]
}

/** Whether an error is at a place, or at a mapping or list around it. */
function errorPlaces(diagnostics: readonly Diagnostic[]): (place: Place) => boolean {
  const places = diagnostics.flatMap(({ severity, at }) => (severity === 'error' && at ? [at] : []))
  const spans = groupBy(
    places.flatMap((at) => ('manifest' in at ? [] : [at])),
    ({ file }) => file,
  )
  const pointers = new Map<Manifest, Set<string>>()
  for (const at of places) {
    if (!('manifest' in at)) continue
    const known = pointers.get(at.manifest)
    if (known) known.add(at.pointer)
    else pointers.set(at.manifest, new Set([at.pointer]))
  }
  return (place) => {
    if (!('manifest' in place)) return false
    const known = pointers.get(place.manifest)
    if (known && pointersTo(place.pointer).some((each) => known.has(each))) return true
    const near = spans.get(place.manifest.file) ?? []
    if (near.length === 0) return false
    const { start, end } = locate(place)
    return near.some((each) => each.start <= start && end <= each.end)
  }
}
