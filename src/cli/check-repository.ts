import type { Diagnostic } from '../diagnostics/diagnostic.ts'
import { applySeverities } from '../diagnostics/severities.ts'
import { readKubernetesSchemas } from '../host/schemas.ts'
import { check } from '../stages/check/check.ts'
import type { CompiledRepository } from './compile-repository.ts'

/** How a repository is checked. */
export interface CheckRepositoryOptions {
  /** The minor version of Kubernetes that every cluster is taken to have. Default: each cluster its own. */
  readonly minor?: number | undefined
  /** Take every warning for an error. Default: false. */
  readonly strict?: boolean | undefined
}

/**
 * The diagnostics of a compiled repository together with those of the API servers that are to take its objects. A
 * `resource-definition-elsewhere` that they make an error of is left out.
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
  return [...kept, ...applySeverities(found, config.severities, strict)]
}
